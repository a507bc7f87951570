import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

interface Props {
  readonly ref: RefObject<HTMLInputElement | null>;
  /** The text in the URL. */
  readonly text: string;
  /** Called when the user has stopped typing for a moment, or presses Enter. */
  readonly onText: (text: string) => void;
  /** Called when the user leaves the box for the results below. */
  readonly onDown: () => void;
}

const PAUSE_MS = 200;
/** The longest text that the gateway accepts. */
const MAX = 10_000;

/** Searches as the user types. */
export function SearchBox({ ref, text, onText, onDown }: Props) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The URL has changed: the user went back, or chose a view. Not if it only follows the box.
  if (text !== known) {
    setKnown(text);
    if (text !== typed.trim()) setTyped(text);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = (value: string, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onText(value.trim()), ms);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      tell(typed, 0);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
  };
  return (
    <label className="box">
      <span className="unseen">Search all documents</span>
      <input
        ref={ref}
        type="search"
        placeholder="Number, name, tax number, description …"
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX}
        value={typed}
        aria-keyshortcuts="/"
        onKeyDown={onKeyDown}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          tell(value, PAUSE_MS);
        }}
      />
    </label>
  );
}
