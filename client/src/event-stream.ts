/** One message of a stream of server-sent events. */
interface StreamMessage {
  readonly event: string;
  readonly data: string;
}

interface Silence {
  /** The longest time without a byte, in milliseconds; bytes of keep-alive comments count. */
  readonly ms: number;
  readonly onSilence: () => void;
}

/**
 * Reads the messages of a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * Rejects if the connection breaks.
 */
export async function* readMessages(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silence: Silence,
): AsyncGenerator<StreamMessage, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let event = '';
  let data: string[] = [];
  for (;;) {
    const { value, done } = await withAlarm(reader.read(), silence);
    // A message that is not ended by an empty line is incomplete.
    if (done) return;
    const lines = (text + decoder.decode(value, { stream: true })).split('\n').map((line) => line.replace(/\r$/, ''));
    text = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
        event = '';
        data = [];
      } else {
        const [, name, content = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (name === 'event') event = content;
        if (name === 'data') data.push(content);
      }
    }
  }
}

/** The time of the reader is not counted: a consumer may take as long as it wants for one message. */
export async function withAlarm<T>(promise: Promise<T>, { ms, onSilence }: Silence): Promise<T> {
  const timer = setTimeout(onSilence, ms);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
