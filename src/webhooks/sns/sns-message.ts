/** The signed fields of every message. Other fields are not passed on, since their origin is not proven. */
interface Signed {
  /** The same for every delivery of the message. */
  readonly messageId: string;
  readonly topicArn: string;
  /** In a notification, the published message. */
  readonly message: string;
  /** The time of publication, as SNS wrote it. */
  readonly timestamp: string;
}

export interface Notification extends Signed {
  readonly type: 'Notification';
  /** Null if the message does not have one; an empty subject is signed as such. */
  readonly subject: string | null;
}

export interface SubscriptionConfirmation extends Signed {
  readonly type: 'SubscriptionConfirmation';
  readonly token: string;
  /** A GET request to it confirms the subscription. */
  readonly subscribeUrl: string;
}

export interface UnsubscribeConfirmation extends Signed {
  readonly type: 'UnsubscribeConfirmation';
  readonly token: string;
  /** A GET request to it subscribes again. */
  readonly subscribeUrl: string;
}

export type SnsMessage = Notification | SubscriptionConfirmation | UnsubscribeConfirmation;

/** A message with its signature. */
export interface SignedMessage {
  readonly message: SnsMessage;
  readonly signature: {
    readonly version: '1' | '2';
    readonly bytes: Buffer;
    /** As given in the message: untrusted until it is checked. */
    readonly certificateUrl: string;
  };
}
