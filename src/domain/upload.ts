/** The options that a source gets before the file. A field that is null or left out is not sent. */
export interface UploadOptions {
  /** Comes back on the document. */
  readonly reference?: string | null | undefined;
  readonly processLines?: boolean | null | undefined;
  readonly splitDocuments?: boolean | null | undefined;
  readonly checkDuplicates?: boolean | null | undefined;
  readonly rejectNonInvoices?: boolean | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly warehouse?: string | null | undefined;
  readonly allocation?: string | null | undefined;
}

/** The location to which one file can be PUT, once and for a short time. Its URL is a credential. */
export interface UploadLocation {
  readonly url: string;
  /** Send these unchanged, with a Content-Length and without other headers. */
  readonly headers: readonly HttpHeader[];
}

export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}
