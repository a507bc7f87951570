import { useApolloClient } from '@apollo/client/react';
import { CompaniesDocument, UploadFileDocument, type UploadFileMutation } from 'invoice-gateway-client';
import type { UploadProgress } from 'invoice-gateway-client/apollo';
import { useEffect, useRef, useState } from 'react';
import { toFailure } from '../gateway/failure.ts';
import type { DigitizedInvoice } from '../live/use-events.ts';

export type UploadState =
  | { readonly kind: 'waiting' }
  | ({ readonly kind: 'sending' } & UploadProgress)
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly message: string }
  /** The file was sent, but there was no answer. */
  | { readonly kind: 'unknown' };

export interface UploadedFile {
  /** Sent with the file, and returned in its documents. */
  readonly reference: string;
  readonly file: File;
  /** The id of the company that the file is for; null = the only or first one that has Įvesk. */
  readonly company: string | null;
  readonly state: UploadState;
  /** The documents from the file so far. */
  readonly documents: readonly DigitizedInvoice[];
}

export interface Uploads {
  readonly files: readonly UploadedFile[];
  readonly company: string | undefined;
  chooseCompany(id: string): void;
  /** Adds files for a company, by default for the chosen one. */
  add(files: readonly File[], company?: string | null): void;
  again(reference: string): void;
}

/** The files uploaded from this page. They are sent one after another, even while other pages are shown. */
export function useUploads(digitized: readonly DigitizedInvoice[]): Uploads {
  const client = useApolloClient();
  const [files, setFiles] = useState<readonly Omit<UploadedFile, 'documents'>[]>([]);
  const [company, chooseCompany] = useState<string>();
  const queue = useRef<Promise<void>>(Promise.resolve());
  // After signing out, queued files are not sent.
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  const setState = (reference: string, state: UploadState) =>
    setFiles((all) => all.map((one) => (one.reference === reference ? { ...one, state } : one)));

  const send = async (reference: string, file: File, company: string | null) => {
    if (!isOpen.current) return;
    setState(reference, { kind: 'sending', sent: 0, total: file.size });
    let into: string | null;
    try {
      into = company ?? (await firstCompany());
    } catch (error) {
      setState(reference, { kind: 'failed', message: toFailure(error).message });
      return;
    }
    try {
      const { data } = await client.mutate({
        mutation: UploadFileDocument,
        variables: { file, company: into, options: { reference } },
        context: { onUploadProgress: (progress) => setState(reference, { kind: 'sending', ...progress }) },
      });
      setState(reference, toState(data?.uploadFile));
    } catch (error) {
      const { isUnknown, message } = toFailure(error);
      setState(reference, isUnknown ? { kind: 'unknown' } : { kind: 'failed', message });
    }
  };
  const firstCompany = async () => {
    const { data } = await client.query({ query: CompaniesDocument });
    return data?.companies.find(({ sources }) => sources.includes('IVESK'))?.id ?? null;
  };
  const enqueue = (reference: string, file: File, into: string | null) => {
    queue.current = queue.current.then(() => send(reference, file, into));
  };

  return {
    files: files.map((one) => ({
      ...one,
      documents: digitized.filter(({ uploadReference }) => uploadReference === one.reference),
    })),
    company,
    chooseCompany,
    add: (added, wanted) => {
      const entries = added.map((file) => ({
        reference: createReference(),
        file,
        company: wanted ?? company ?? null,
        state: { kind: 'waiting' } as const,
      }));
      setFiles((all) => [...entries, ...all]);
      for (const one of entries) enqueue(one.reference, one.file, one.company);
    },
    again: (reference) => {
      const known = files.find((one) => one.reference === reference);
      if (known === undefined) return;
      setState(reference, { kind: 'waiting' });
      enqueue(reference, known.file, known.company);
    },
  };
}

function toState(answer: UploadFileMutation['uploadFile'] | undefined): UploadState {
  const [error] = answer?.errors ?? [];
  if (error === undefined) return { kind: answer?.upload ? 'sent' : 'unknown' };
  return error.code === 'OUTCOME_UNKNOWN' ? { kind: 'unknown' } : { kind: 'failed', message: error.message };
}

function createReference(): string {
  return `web-${[...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('')}`;
}
