/** Builds two documents in which no two values of one field are equal. `pick` takes the one or the other. */
type Pick2 = <T>(one: T, other: T) => T;

function both<T>(build: (pick: Pick2) => T): readonly [T, T] {
  return [build((one) => one), build((_one, other) => other)];
}
function texts(pick: Pick2, ...names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, pick(`${name} 1`, `${name} 2`)]));
}

function taxCode(pick: Pick2) {
  return {
    ...texts(pick, 'id', 'code', 'description', 'sourceID'),
    ratePercent: pick(20, 13.5),
  };
}
function glCode(pick: Pick2) {
  return {
    ...texts(pick, 'id', 'code', 'description', 'glType', 'sourceID'),
    ...{ isRoundingCode: pick(true, false), isHeaderGLCode: pick(false, true), isSourceInUse: pick(true, false) },
  };
}
function category(pick: Pick2) {
  return {
    ...texts(pick, 'id', 'parentID', 'code', 'description', 'sourceID', 'parentSourceID'),
    ...{ sequence: pick(1, 2), inUse: pick(true, false), type: pick('PROJECT', 'JOB') },
  };
}
function address(pick: Pick2) {
  return texts(pick, 'line1', 'line2', 'line3', 'line4', 'line5');
}

export const LIGHTYEAR_INVOICES = both((pick) => ({
  ...texts(pick, 'id', 'companyID', 'fileName', 'invoiceNumber', 'additionalInfo', 'purchaseOrderNumber'),
  invoiceType: pick('ServiceCrNote', 'Receipt'),
  invoiceDate: pick('2024-05-14T00:00:00+01:00', '2024-05-15T00:00:00+01:00'),
  ...{ subTotal: pick(100, 200), calculatedTax: pick(20, 40), currencyCode: pick('GBP', 'EUR') },
  supplierCard: {
    ...texts(pick, 'id', 'sourceID', 'code', 'fullName', 'taxNumber'),
    ...{ countryCode: pick('GB', 'IE'), currency: pick('GBP', 'EUR') },
    bankAccount: texts(pick, 'accountName', 'accountNumber', 'sortCode', 'bic', 'iban'),
    address: address(pick),
    terms: { termsType: pick('FROM_BILL_DATE', 'FROM_END_OF_MONTH'), termsDays: pick(14, 30) },
  },
  salesOrder: {
    ...texts(pick, 'contactMobileNumber', 'contactPhoneNumber', 'county', 'deliveryInstructions', 'postcode', 'town'),
    address: address(pick),
    deliveryDateFrom: pick('2024-05-14T08:00:00Z', '2024-05-15T08:00:00Z'),
    deliveryDateTo: pick('2024-05-14T18:00:00Z', '2024-05-15T18:00:00Z'),
  },
  ...{ glCode: glCode(pick), categories: [category(pick)] },
  lineItems: [
    {
      ...texts(pick, 'id', 'productCode', 'description', 'additionalInfo'),
      ...{ taxCode: taxCode(pick), glCode: glCode(pick), categories: [category(pick)], quantity: pick(1, 2.5) },
      ...{ amountExclTax: pick(10, 20), taxAmount: pick(2, 4), amountInclTax: pick(12, 24) },
    },
  ],
}));

export const LIGHTYEAR_MATCHES = both((pick) => ({
  ...texts(pick, 'documentID'),
  type: pick('CONFIRMED', 'LIKELY'),
  lineItem: {
    ...texts(pick, 'id', 'productCode', 'description', 'additionalInfo'),
    ...{ lineSequenceNumber: pick(1, 2), quantity: pick(1, 2.5), matchingClosed: pick(true, false) },
    ...{ amountExclTax: pick(10, 20), amountInclTax: pick(12, 24), taxAmount: pick(2, 4), taxCode: taxCode(pick) },
    glCode: texts(pick, 'id', 'code', 'description', 'sourceID'),
    categories: [category(pick)],
  },
}));

export const IVESK_DOCUMENTS = both((pick) => ({
  ...texts(pick, 'id', 'doctype', 'docser', 'docnum', 'ordernum', 'optype', 'filename', 'companycode'),
  url: pick('https://s3.example/1.pdf?sig=1', 'https://s3.example/2.pdf?sig=2'),
  ...texts(pick, 'userdata', 'sourcedata', 'warehouse', 'allocation'),
  digitizedat: pick('2024-05-14T10:00:00Z', '2024-05-14T11:00:00Z'),
  exportedat: pick('2024-05-15T10:00:00Z', '2024-05-15T11:00:00Z'),
  ...{ date: pick('2024-05-01', '2024-05-02'), operationdate: pick('2024-04-29', '2024-04-30') },
  ...{ duedate: pick('2024-06-01', '2024-06-02'), paymentterm: pick(14, 30) },
  ...{
    subtotal: pick(100, 200),
    vat: pick(21, 42),
    total: pick(121, 242),
    currency: pick('EUR', 'USD'),
    currencyrate: pick(1, 1.08),
  },
  ...{ separatevat: pick(true, false), report2isaf: pick(false, true), hasreceipt: pick(true, false) },
  ...texts(pick, 'sellercode', 'sellervat', 'sellername', 'sellernameascii', 'selleraddress', 'selleriban'),
  ...{ sellercountry: pick('lt', 'lv'), sellerisperson: pick(false, true), sellerisfavorite: pick(true, false) },
  ...texts(pick, 'buyercode', 'buyervat', 'buyername', 'buyernameascii', 'buyeraddress'),
  ...{ buyercountry: pick('lt', 'ee'), buyerisperson: pick(false, true), buyerisfavorite: pick(true, false) },
  tags: [pick('red', 'blue')],
  lines: [
    {
      ...texts(pick, 'lineid', 'code', 'name', 'unit', 'vatclass', 'warehouse', 'object'),
      ...{
        quantity: pick(1, 2.5),
        price: pick(10, 20),
        subtotal: pick(10, 50),
        vat: pick(2.1, 10.5),
        total: pick(12.1, 60.5),
      },
      vatpercent: pick(21, 9),
    },
  ],
}));

export const V6_INVOICES = both((pick) => ({
  ...texts(pick, 'invoiceNo', 'businessName', 'customerCode', 'address1', 'city', 'postcode'),
  ...{
    invoiceDate: pick('2024-05-14', '15-05-2024'),
    dueDate: pick('14-06-2024', '2024-06-15'),
    fileType: pick('C', 'D'),
  },
  ...{
    taxAmount: pick(1, 2),
    grossEntry: pick(true, false),
    creditReason: texts(pick, 'creditReasonCode', 'description'),
  },
  lines: [
    {
      ...{ amount: pick(11, 22), price: pick(5.5, 7), gstAmount: pick(1, 2), quantity: pick(2, 3) },
      ...texts(pick, 'departmentCode', 'glCode'),
    },
  ],
}));
