// Written by npm run codegen from client/graphql/. Do not edit.

      export type PossibleTypesResultData = {
  "possibleTypes": {
    "DocumentEvent": [
      "DocumentDigitized",
      "DocumentLeft",
      "DocumentListed",
      "DocumentMarkedExported",
      "DocumentRejected",
      "DocumentsExported",
      "WriteResolved"
    ],
    "InvoiceEvent": [
      "DocumentDigitized",
      "DocumentLeft",
      "DocumentListed",
      "DocumentMarkedExported",
      "DocumentRejected",
      "WriteResolved"
    ],
    "MatchedDocument": [
      "Invoice",
      "PurchaseOrder"
    ],
    "Node": [
      "ImportJob",
      "Invoice",
      "LineItem",
      "PurchaseOrder"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "DocumentEvent": [
      "DocumentDigitized",
      "DocumentLeft",
      "DocumentListed",
      "DocumentMarkedExported",
      "DocumentRejected",
      "DocumentsExported",
      "WriteResolved"
    ],
    "InvoiceEvent": [
      "DocumentDigitized",
      "DocumentLeft",
      "DocumentListed",
      "DocumentMarkedExported",
      "DocumentRejected",
      "WriteResolved"
    ],
    "MatchedDocument": [
      "Invoice",
      "PurchaseOrder"
    ],
    "Node": [
      "ImportJob",
      "Invoice",
      "LineItem",
      "PurchaseOrder"
    ]
  }
};
      export default result;
    