import { type FormEvent, useId, useRef } from 'react';

interface Props {
  readonly isRefused: boolean;
  readonly onToken: (token: string) => void;
}

export function TokenForm({ isRefused, onToken }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const helpId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = input.current?.value.trim();
    if (token) onToken(token);
  };
  return (
    <main className="token">
      <article>
        <h1>Invoices</h1>
        <form onSubmit={submit}>
          <label>
            Your token
            <input
              ref={input}
              type="password"
              autoComplete="current-password"
              required
              // biome-ignore lint/a11y/noAutofocus: it is the only field of the page
              autoFocus
              aria-invalid={isRefused || undefined}
              aria-describedby={helpId}
            />
          </label>
          <p id={helpId} className="help" role={isRefused ? 'alert' : undefined}>
            {isRefused
              ? 'The gateway does not accept this token: it is wrong or has expired. Enter another one.'
              : "You get it from the gateway's operator. It is kept until you close this tab."}
          </p>
          <button type="submit">Open the inbox</button>
        </form>
      </article>
    </main>
  );
}
