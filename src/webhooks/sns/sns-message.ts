/** What is signed in every message; nothing else of a message is handed on, since nothing else proves its origin. */
interface Signed {
  /** The same however often the message is sent. */
  readonly messageId: string;
  readonly topicArn: string;
  /** Of a notification, what was published. */
  readonly message: string;
  /** When it was published, as SNS wrote it. */
  readonly timestamp: string;
}

export interface Notification extends Signed {
  readonly type: 'Notification';
  /** Null where the message has none; an empty one is signed as such. */
  readonly subject: string | null;
}

export interface SubscriptionConfirmation extends Signed {
  readonly type: 'SubscriptionConfirmation';
  readonly token: string;
  /** Whoever GETs it, confirms. */
  readonly subscribeUrl: string;
}

export interface UnsubscribeConfirmation extends Signed {
  readonly type: 'UnsubscribeConfirmation';
  readonly token: string;
  /** Whoever GETs it, subscribes again. */
  readonly subscribeUrl: string;
}

export type SnsMessage = Notification | SubscriptionConfirmation | UnsubscribeConfirmation;

/** A message together with what is to prove it. */
export interface SignedMessage {
  readonly message: SnsMessage;
  readonly signature: {
    readonly version: '1' | '2';
    readonly bytes: Buffer;
    /** As the message says: anything, until it is checked. */
    readonly certificateUrl: string;
  };
}
