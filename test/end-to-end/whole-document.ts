/** Every field that does not change between reads; the signature of a download URL does. */
export const WHOLE = `fragment Whole on Invoice {
  id source sourceId company { id name sources } kind lineDetail number issueDate dueDate currency
  netAmount taxAmount grossAmount purchaseOrderNumber additionalInfo
  supplier {
    id source sourceId cardId code name nameAscii isPerson isOwnCompany taxNumber countryCode currency
    bankAccount { accountName accountNumber sortCode bic iban } address { ...Place } terms { type days }
  }
  customer { code name nameAscii taxNumber isPerson isOwnCompany address { ...Place } }
  salesOrder { address { ...Place } county town postcode contactPhoneNumber deliveryDateFrom deliveryDateTo }
  glCode { id code description sourceId type isRounding isHeader isInUse }
  categories { id parentId code description sourceId parentSourceId sequence inUse type }
  lineItems {
    id sourceId position code description quantity unit unitPrice netAmount taxAmount grossAmount
    taxCode { id code description sourceId ratePercent } glCode { id code } departmentCode categories { id code type }
    additionalInfo warehouse object
  }
  creditReason { code description } file { name } linesIncludeTax documentType series operationDate operationType
  paymentTermDays exchangeRate isTaxSeparate isReportedToIsaf hasReceipt warehouse allocation companyCode uploadReference
  tags digitizedAt exportedAt
}
fragment Place on Address { lines city county postcode countryCode }`;
