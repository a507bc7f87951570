// Written by npm run codegen from contracts/ivesk.openapi.yaml. Do not edit.
export interface paths {
    readonly "/uploadlocation/{filename}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Step 1 of an upload. Where to PUT the file, and the two headers that the PUT must carry unchanged. */
        readonly get: operations["getUploadLocation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/public/{object}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * @description Step 2: straight to S3, without x-api-key. Headers Content-Type and Content-Disposition exactly as returned.
         *     S3 needs a Content-Length and refuses chunked transfer encoding (411 MissingContentLength, or 501); a changed
         *     signed header or an expired URL is 403; S3 errors are XML `<Error><Code>..</Code><Message>..</Message></Error>`.
         *     Success is 200 with an empty body.
         */
        readonly put: operations["putFile"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/digitized": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * @description Documents in the order in which digitization ended (`digitizedat` ascending), about 100 a page. `from` is exclusive
         *     (inferred), and a page is never cut between documents of the same instant (inferred), so "about". Where `next` is
         *     present there may be more: repeat the call, with the same other parameters, with `from=<next>`. A reader stops at
         *     a page without `next`, reads on after a page with `next` and without documents (ten in a row at most, as it may be the
         *     end), and bears a document that comes again.
         */
        readonly get: operations["listDigitized"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/exported": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The same for documents that the accountant exported, ordered by `exportedat` ascending. */
        readonly get: operations["listExported"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/syncerrors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** @description Tells the accountant that a document could not be synchronized. */
        readonly post: operations["reportSyncError"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/subscriptions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * @description Registers a webhook. Amazon SNS then POSTs a SubscriptionConfirmation to `target`, whose SubscribeURL must be fetched with
         *     GET before any event comes. The query of `target` (it may hold a secret) is preserved.
         */
        readonly post: operations["createWebhookSubscription"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/columns/{companycode}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Values of one custom column of a company. Its `next` is an opaque token that goes back as the parameter `next`, with `column` and `modifiedsince` repeated. */
        readonly get: operations["listColumnValues"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly snsMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * @description What arrives at `target`. Content-Type is `text/plain; charset=UTF-8` although the body is JSON; the headers x-amz-sns-message-type,
         *     x-amz-sns-message-id and x-amz-sns-topic-arn repeat the body. Type is SubscriptionConfirmation, Notification or
         *     UnsubscribeConfirmation. A delivery answered with anything but 2xx is sent again, up to 10 times, 20 s to 10 min apart, with the same
         *     MessageId; delivery is at least once and unordered. SignatureVersion 1 is SHA1withRSA, 2 is SHA256withRSA, over the fields that
         *     AWS documents; the certificate comes from SigningCertURL. `Message` of on_exported is the text {"companyCode":"302320404"}; of
         *     on_digitized it is one Document as JSON text. MessageAttributes.account.Value is the Įvesk account's UUID.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Taken */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        readonly DocumentsPage: {
            readonly $schema?: string;
            readonly documents?: readonly components["schemas"]["Document"][];
            /**
             * Format: date-time
             * @description Absent on the last page
             */
            readonly next?: string;
        };
        /** @description x-evidence: seen = in the vendor's JSON clients or documentation; export = in the vendor's XML export of the same document, same naming; the rest is inferred. Money is a JSON number. */
        readonly Document: {
            /** Format: uuid */
            readonly id: string;
            /** @description `invoice` is the one known value; treat others as they come */
            readonly doctype?: string;
            /**
             * Format: date-time
             * @description On every document; never changes
             */
            readonly digitizedat?: string;
            /**
             * Format: date-time
             * @description Absent before the first export; moves on a re-export
             */
            readonly exportedat?: string;
            /** Format: date */
            readonly date?: string;
            /** Format: date */
            readonly operationdate?: string;
            /** Format: date */
            readonly duedate?: string;
            /** @description days */
            readonly paymentterm?: number;
            /** @description series */
            readonly docser?: string;
            /** @description May hold / \ : * ? and blanks */
            readonly docnum?: string;
            readonly ordernum?: string;
            /**
             * @description purchase or sale
             * @example pirkimas
             * @example pardavimas
             */
            readonly optype?: string;
            readonly subtotal?: number;
            readonly vat?: number;
            readonly total?: number;
            readonly currency?: string;
            readonly currencyrate?: number;
            /**
             * Format: uri
             * @description The file; fetched without the API key
             */
            readonly url?: string;
            readonly filename?: string;
            readonly separatevat?: boolean;
            readonly report2isaf?: boolean;
            readonly hasreceipt?: boolean;
            /** @description company registration code */
            readonly sellercode?: string;
            readonly sellervat?: string;
            readonly sellername?: string;
            readonly sellernameascii?: string;
            readonly selleraddress?: string;
            /** @description ISO 3166 alpha-2, lower case seen */
            readonly sellercountry?: string;
            readonly selleriban?: string;
            readonly sellerisperson?: boolean;
            /** @description One of the account's own companies */
            readonly sellerisfavorite?: boolean;
            readonly buyercode?: string;
            readonly buyervat?: string;
            readonly buyername?: string;
            readonly buyernameascii?: string;
            readonly buyeraddress?: string;
            readonly buyercountry?: string;
            readonly buyerisperson?: boolean;
            readonly buyerisfavorite?: boolean;
            /** @description The company the document belongs to */
            readonly companycode?: string;
            /** @description As given at upload, under the name it was given */
            readonly userdata?: string;
            readonly sourcedata?: string;
            readonly tags?: readonly string[];
            readonly warehouse?: string;
            readonly allocation?: string;
            /** @description May be absent; without line digitization one summary line without quantity */
            readonly lines?: readonly {
                /** @description Zero-based */
                readonly lineid?: string | number;
                /** @description Item, service or ledger account code */
                readonly code?: string;
                readonly name?: string;
                readonly quantity?: number;
                readonly unit?: string;
                readonly price?: number;
                readonly subtotal?: number;
                readonly vat?: number;
                readonly total?: number;
                readonly vatpercent?: number;
                /** @example PVM1 */
                readonly vatclass?: string;
                readonly warehouse?: string;
                readonly object?: string;
            }[];
        };
    };
    responses: {
        /** @description 400, 403, 404, 429, 5xx */
        readonly Error: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message?: string;
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getUploadLocation: {
        readonly parameters: {
            readonly query?: {
                /** @description Opaque client data that comes back on the document */
                readonly userdata?: string;
                /** @description The newer name of userdata */
                readonly sourcedata?: string;
                readonly processlines?: boolean;
                readonly splitdocuments?: boolean;
                readonly checkduplicates?: boolean;
                readonly rejectnoninvoices?: boolean;
                /** @description Comma-separated */
                readonly tags?: string;
                readonly warehouse?: string;
                readonly allocation?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description One percent-encoded path segment, with extension; may hold spaces and non-ASCII letters */
                readonly filename: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The location */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: uri
                         * @description Temporary pre-signed S3 URL
                         */
                        readonly url?: string;
                        /** @example application/pdf */
                        readonly "Content-Type"?: string;
                        /** @example filename="somefile.pdf" */
                        readonly "Content-Disposition"?: string;
                    };
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly putFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The returned url is used whole; this path only stands for it */
                readonly object: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/octet-stream": unknown;
            };
        };
        readonly responses: {
            /** @description Stored */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listDigitized: {
        readonly parameters: {
            readonly query?: {
                /** @description 2020-12-18T11:52:42.313Z; absent: from the account's beginning */
                readonly from?: string;
                readonly doctype?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DocumentsPage"];
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly listExported: {
        readonly parameters: {
            readonly query?: {
                readonly from?: string;
                readonly doctype?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DocumentsPage"];
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly reportSyncError: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly documentid: string;
                    /** @example 302320404 */
                    readonly companycode: string;
                    readonly message: string;
                };
            };
        };
        readonly responses: {
            /** @description Taken; body may be empty or {} */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly createWebhookSubscription: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                    /** @enum {unknown} */
                    readonly eventType: "on_digitized" | "on_exported";
                    /** Format: uri */
                    readonly target: string;
                };
            };
        };
        readonly responses: {
            /** @description Registered; body may be empty or {} */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly listColumnValues: {
        readonly parameters: {
            readonly query: {
                readonly column: string;
                readonly modifiedsince?: string;
                readonly next?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly companycode: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items?: readonly {
                            readonly code?: string;
                            readonly description?: string;
                            /** Format: date-time */
                            readonly modifiedat?: string;
                        }[];
                        readonly next?: string;
                    };
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
}
