// Written by npm run codegen from contracts/v6.openapi.yaml. Do not edit.
export interface paths {
    readonly "/invoices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Invoices of a date range, both ends included (inferred), as ONE bare array: no paging, no envelope, no promised order. No invoice has an id; there is no call for a single invoice. fromDate after toDate is a violation; the same day twice is a one-day range (inferred). An empty answer may be [] or 204. */
        readonly get: operations["listInvoices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ping": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Checks that the API works; the answer's body is unknown */
        readonly get: operations["ping"];
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
            /** @example LT001 */
            readonly invoiceNo?: string;
            /** @description Samples 2018-01-24, field list 24-01-2018: both occur and both are read */
            readonly invoiceDate?: string;
            /** @description The same two formats */
            readonly dueDate?: string;
            /**
             * @description Invoice, Credit memo, Debit memo
             * @enum {unknown}
             */
            readonly fileType?: "I" | "C" | "D";
            /** @description The customer billed */
            readonly businessName?: string;
            /** @description Leading zeros matter */
            readonly customerCode?: string;
            readonly address1?: string;
            readonly city?: string;
            readonly postcode?: string;
            readonly taxAmount?: number;
            /** @description true: the lines' amounts include GST (10.00 holds 0.91); false: GST comes on top (inferred) */
            readonly grossEntry?: boolean;
            readonly creditReason?: {
                readonly creditReasonCode?: string;
                readonly description?: string;
            };
            readonly lines?: readonly {
                readonly amount?: number;
                readonly price?: number;
                readonly gstAmount?: number;
                readonly quantity?: number;
                /** @description Samples are strings (BRI), the field list says number: both are read, and handed on as a string */
                readonly departmentCode?: string | number;
                readonly glCode?: string | number;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listInvoices: {
        readonly parameters: {
            readonly query: {
                /** @description ddMMyyyy, e.g. 24012018 */
                readonly fromDate: string;
                readonly toDate: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The invoices */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Invoice"][];
                };
            };
            /** @description None */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request, with violations */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Key missing, wrong, expired or disabled */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly ping: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It works */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
