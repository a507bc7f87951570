import { useSyncExternalStore } from 'react';

/** The query of the URL holds the whole state of the page, so that it can be linked, and served from any path. */
export type Place =
  | { readonly page: 'inbox'; readonly search: string }
  | { readonly page: 'search'; readonly search: string }
  | { readonly page: 'document'; readonly id: string }
  | { readonly page: 'upload' }
  | { readonly page: 'import'; readonly jobId: string | undefined };

const CHANGED = 'placechange';

export function usePlace(): Place {
  return toPlace(useSyncExternalStore(subscribe, () => location.search));
}

export function goTo(search: string, { replace = false } = {}): void {
  const url = search === '' ? location.pathname : search;
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  window.dispatchEvent(new Event(CHANGED));
}

export const searchOf = {
  document: (id: string) => `?${new URLSearchParams({ document: id })}`,
  job: (id: string) => `?${new URLSearchParams({ page: 'import', job: id })}`,
  counterparty: (key: string) => `?${new URLSearchParams({ page: 'search', counterparty: key })}`,
  inbox: '',
  search: '?page=search',
  upload: '?page=upload',
  import: '?page=import',
};

function toPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const id = query.get('document');
  if (id !== null) return { page: 'document', id };
  if (query.get('page') === 'search') return { page: 'search', search };
  if (query.get('page') === 'upload') return { page: 'upload' };
  if (query.get('page') === 'import') return { page: 'import', jobId: query.get('job') ?? undefined };
  return { page: 'inbox', search };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}
