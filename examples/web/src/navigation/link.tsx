import type { ComponentProps, MouseEvent } from 'react';
import { goTo } from './location.ts';

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  /** The query of the URL, or an empty string for the inbox. */
  readonly to: string;
}

/** A link within the application: it does not reload the page, but can be opened in a new tab. */
export function Link({ to, ...props }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  };
  return <a {...props} href={to === '' ? location.pathname : to} onClick={follow} />;
}
