// Written by npm run codegen from contracts/lightyear.openapi.yaml. Do not edit.
export interface paths {
    readonly "/oauth2/token": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** @description OAuth 2 client credentials. Form-encoded `grant_type=client_credentials`, HTTP Basic with client id and secret. A token lasts `expires_in` seconds and is reused until shortly before that. */
        readonly post: operations["issueToken"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invoices/exportable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * @description One page (100 by default) of IDs of invoices ready to be exported, oldest received first.
         *     First call without key; a non-null continuationKey means more, and only the key of the
         *     immediately preceding answer may be used, as it can change from call to call; null ends the
         *     list. The documented loop completes or rejects all invoices of a page BEFORE it asks for the next,
         *     so a key is a position in the queue, not an offset: the IDs before it may be gone by then.
         *     A new polling run starts again without a key.
         */
        readonly get: operations["listExportableInvoiceIds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invoices/{invoiceID}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get: operations["getInvoice"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invoices/{invoiceID}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** @description Marks the document as successfully exported. It leaves the exportable list. */
        readonly post: operations["completeInvoiceExport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invoices/{invoiceID}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** @description Tells Lightyear that the accounting system refused the document. It leaves the exportable list. */
        readonly post: operations["rejectInvoiceExport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invoices/{invoiceID}/download-url": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description A pre-signed, time-limited S3 URL of the soft copy (PDF, JPEG, PNG or TIFF). The URL is fetched without the bearer token; an expired one answers 403 with an XML body. */
        readonly get: operations["getInvoiceDownloadUrl"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invoices/{invoiceID}/lines/{lineID}/matches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Purchase order lines matched to this invoice line; `documentID` is the purchase order's ID. */
        readonly get: operations["listInvoiceLineMatches"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/purchase-orders/{purchaseOrderID}/lines/{lineID}/matches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Invoice lines matched to this purchase order line; `documentID` is the invoice's ID. */
        readonly get: operations["listPurchaseOrderLineMatches"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/import-jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** @description Starts an asynchronous import of one kind of object; the answer carries the job's ID. A request is at most 10 MB (API Gateway). */
        readonly post: operations["startImportJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/import-jobs/{jobID}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Asked again at intervals while the status is IN_PROGRESS. */
        readonly get: operations["getImportJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Invoice: {
            /** Format: uuid */
            readonly id?: string;
            /** Format: uuid */
            readonly companyID?: string;
            readonly fileName?: string | null;
            /**
             * @description *CrNote: credit note. Service*: lines derived from the document totals instead of the original lines
             * @enum {unknown}
             */
            readonly invoiceType?: "Expense" | "LineItems" | "LineItemsCrNote" | "Receipt" | "Service" | "ServiceCrNote";
            readonly invoiceNumber?: string;
            /**
             * Format: date-time
             * @description Midnight in the company's time zone, e.g. 2024-05-14T00:00:00+01:00: the date is the local part, never the UTC one
             */
            readonly invoiceDate?: string;
            readonly subTotal?: number;
            readonly calculatedTax?: number;
            /** @description ISO 4217 */
            readonly currencyCode?: string;
            readonly additionalInfo?: string | null;
            readonly purchaseOrderNumber?: string | null;
            readonly supplierCard?: components["schemas"]["SupplierCard"];
            readonly salesOrder?: components["schemas"]["SalesOrder"];
            readonly glCode?: components["schemas"]["GLCode"];
            readonly categories?: readonly components["schemas"]["Category"][];
            readonly lineItems?: readonly components["schemas"]["LineItem"][];
        };
        readonly LineItem: {
            /** Format: uuid */
            readonly id?: string;
            readonly productCode?: string | null;
            readonly taxCode?: components["schemas"]["TaxCode"];
            readonly quantity?: number | null;
            readonly amountExclTax?: number;
            readonly taxAmount?: number;
            readonly amountInclTax?: number;
            readonly description?: string;
            readonly glCode?: components["schemas"]["GLCode"];
            readonly categories?: readonly components["schemas"]["Category"][];
            readonly additionalInfo?: string | null;
        };
        readonly SupplierCard: {
            /** @description Left out or null on import */
            readonly id?: string | null;
            /** @description Unique key in the source system */
            readonly sourceID?: string;
            readonly code?: string | null;
            readonly fullName?: string;
            readonly taxNumber?: string | null;
            /** @description ISO 3166 alpha-2 */
            readonly countryCode?: string | null;
            /** @description ISO 4217 */
            readonly currency?: string | null;
            readonly bankAccount?: components["schemas"]["BankAccount"];
            readonly address?: components["schemas"]["Address"];
            readonly terms?: {
                /** @enum {string|null} */
                readonly termsType?: "DO_NOT_POPULATE" | "DUE_ON_RECEIPT" | "FROM_BILL_DATE" | "FROM_END_OF_MONTH" | "LAST_DAY_OF_MONTH" | "LAST_WORKING_DAY_OF_MONTH" | "USE_EXTRACTED_DUE_DATE" | null;
                /** @description Only with FROM_BILL_DATE and FROM_END_OF_MONTH, and required there */
                readonly termsDays?: number | null;
            } | null;
        };
        readonly BankAccount: {
            readonly accountName?: string | null;
            readonly accountNumber?: string | null;
            readonly sortCode?: string | null;
            readonly bic?: string | null;
            readonly iban?: string | null;
        };
        /** @description At most 50 characters a line on a supplier card */
        readonly Address: {
            readonly line1?: string | null;
            readonly line2?: string | null;
            readonly line3?: string | null;
            readonly line4?: string | null;
            readonly line5?: string | null;
        };
        readonly SalesOrder: {
            readonly address?: components["schemas"]["Address"];
            readonly contactMobileNumber?: string | null;
            readonly contactPhoneNumber?: string | null;
            readonly county?: string | null;
            /** Format: date-time */
            readonly deliveryDateFrom?: string;
            /** Format: date-time */
            readonly deliveryDateTo?: string;
            readonly deliveryInstructions?: string | null;
            readonly postcode?: string | null;
            readonly town?: string | null;
        };
        readonly GLCode: {
            readonly id?: string | null;
            readonly code?: string | null;
            readonly description?: string;
            readonly glType?: string | null;
            /** @default false */
            readonly isRoundingCode: boolean;
            /** @default false */
            readonly isHeaderGLCode: boolean;
            readonly isSourceInUse?: boolean;
            readonly sourceID?: string;
        };
        readonly TaxCode: {
            readonly id?: string | null;
            readonly code?: string | null;
            readonly description?: string;
            readonly sourceID?: string;
            /** @description 20 means 20 % */
            readonly ratePercent?: number;
        };
        readonly Category: {
            readonly id?: string | null;
            readonly parentID?: string | null;
            readonly code?: string | null;
            readonly description?: string;
            readonly sourceID?: string;
            readonly parentSourceID?: string | null;
            /** @default 0 */
            readonly sequence: number | null;
            /** @default true */
            readonly inUse: boolean | null;
            /** @enum {unknown} */
            readonly type?: "BRANCH" | "CATEGORY" | "CLASSIFICATION" | "CUSTOMER" | "DEPARTMENT" | "FIXED_ASSET" | "INVENTORY" | "ITEM" | "JOB" | "LOCATION" | "PROJECT";
        };
        /**
         * @description SUPPLIER_CARDS takes SupplierCard, GL_CODES GLCode, TAX_CODES TaxCode, the others Category (CLASSES: type CLASSIFICATION); no schema is known for ACCOUNTANCY_CUSTOMERS and BANK_ACCOUNTS
         * @enum {unknown}
         */
        readonly ImportJobType: "ACCOUNTANCY_CUSTOMERS" | "BANK_ACCOUNTS" | "BRANCHES" | "CATEGORIES" | "CLASSES" | "CUSTOMERS" | "DEPARTMENTS" | "FIXED_ASSETS" | "GL_CODES" | "ITEMS" | "INVENTORIES" | "JOBS" | "LOCATIONS" | "PROJECTS" | "SUPPLIER_CARDS" | "TAX_CODES";
        readonly ImportJob: {
            readonly id?: string;
            readonly type?: components["schemas"]["ImportJobType"];
            readonly sourceApplicationCode?: string;
            /** Format: date-time */
            readonly created?: string;
            /** Format: date-time */
            readonly lastUpdate?: string;
            readonly counts?: {
                readonly inserted?: number;
                readonly updated?: number;
                readonly deleted?: number;
                readonly unchanged?: number;
            };
            /**
             * @description A failed job carries no reason
             * @enum {unknown}
             */
            readonly status?: "IN_PROGRESS" | "FINISHED" | "FAILED";
        };
        readonly MatchesPage: {
            readonly matches?: readonly components["schemas"]["Match"][];
            readonly continuationKey?: string | null;
        };
        readonly Match: {
            /**
             * Format: uuid
             * @description The OTHER document: the purchase order's ID when asked from an invoice, the invoice's ID when asked from a purchase order
             */
            readonly documentID?: string;
            /** @enum {unknown} */
            readonly type?: "CONFIRMED";
            /** @description The line of that other document */
            readonly lineItem?: {
                /** Format: uuid */
                readonly id?: string;
                readonly lineSequenceNumber?: number;
                readonly productCode?: string | null;
                readonly description?: string | null;
                readonly quantity?: number | null;
                readonly amountExclTax?: number | null;
                readonly amountInclTax?: number | null;
                readonly taxAmount?: number | null;
                readonly taxCode?: components["schemas"]["TaxCode"];
                readonly glCode?: {
                    readonly id?: string | null;
                    readonly code?: string | null;
                    readonly description?: string | null;
                    readonly sourceID?: string | null;
                };
                readonly categories?: readonly components["schemas"]["Category"][];
                readonly additionalInfo?: string | null;
                readonly matchingClosed?: boolean;
            };
        };
    };
    responses: {
        /** @description 400 bad request; 401 missing or expired token; 403 company not granted; 429 throttled (Retry-After in seconds, where present); 5xx */
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
    parameters: {
        /** @description The Lightyear company the call is about */
        readonly Company: string;
        readonly InvoiceID: string;
        readonly LineID: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly issueToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    /** @constant */
                    readonly grant_type: "client_credentials";
                    readonly scope?: string;
                };
            };
        };
        readonly responses: {
            /** @description Token */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly access_token: string;
                        /** @constant */
                        readonly token_type: "Bearer";
                        readonly expires_in: number;
                    };
                };
            };
            /** @description OAuth error, e.g. {"error":"invalid_client"} */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Wrong client id or secret */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listExportableInvoiceIds: {
        readonly parameters: {
            readonly query?: {
                readonly continuationKey?: string;
            };
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Success */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items?: readonly string[];
                        readonly continuationKey?: string | null;
                    };
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly getInvoice: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly invoiceID: components["parameters"]["InvoiceID"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The invoice with its lines */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description Unknown */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly completeInvoiceExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly invoiceID: components["parameters"]["InvoiceID"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unknown */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not awaiting export (already completed or rejected) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly rejectInvoiceExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly invoiceID: components["parameters"]["InvoiceID"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unknown */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not awaiting export */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly getInvoiceDownloadUrl: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly invoiceID: components["parameters"]["InvoiceID"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The URL */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uri */
                        readonly url: string;
                    };
                };
            };
            /** @description Unknown invoice */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly listInvoiceLineMatches: {
        readonly parameters: {
            readonly query?: {
                readonly continuationKey?: string;
            };
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly invoiceID: components["parameters"]["InvoiceID"];
                readonly lineID: components["parameters"]["LineID"];
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
                    readonly "application/json": components["schemas"]["MatchesPage"];
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly listPurchaseOrderLineMatches: {
        readonly parameters: {
            readonly query?: {
                readonly continuationKey?: string;
            };
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly purchaseOrderID: string;
                readonly lineID: components["parameters"]["LineID"];
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
                    readonly "application/json": components["schemas"]["MatchesPage"];
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly startImportJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly type: components["schemas"]["ImportJobType"];
                    readonly sourceApplicationCode: string;
                    /** @description SupplierCard, GLCode, TaxCode or Category, as the type says */
                    readonly objects: readonly Record<string, never>[];
                };
            };
        };
        readonly responses: {
            /** @description Started */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportJob"];
                };
            };
            readonly default: components["responses"]["Error"];
        };
    };
    readonly getImportJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The Lightyear company the call is about */
                readonly "Lightyear-Company-ID": components["parameters"]["Company"];
            };
            readonly path: {
                readonly jobID: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportJob"];
                };
            };
            /** @description Unknown job */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Error"];
        };
    };
}
