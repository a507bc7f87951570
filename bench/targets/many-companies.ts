/**
 * A configuration as an operator writes it, with three accounts for each company and secrets from the variable SECRET.
 * `suffixOf` changes the secrets of a company. The accounts do not answer.
 */
export function manyCompanies(count: number, dataDir: string, suffixOf = (_: number): string => ''): string {
  const companies = Array.from({ length: count }, (_, n) => {
    const secret = `\${SECRET}-${n}${suffixOf(n)}`;
    return `  company-${n}:
    name: Company ${n}
    lightyear:
      baseUrl: https://127.0.0.1:9/v1
      tokenUrl: https://127.0.0.1:9/token
      clientId: client-${n}
      clientSecret: ${secret}
      companyId: 93913d26-427e-4798-8e1f-06c83411113c
    ivesk:
      baseUrl: https://127.0.0.1:9/pub
      apiKey: ${secret}
      companyCode: "${n}"
      webhookSecret: ${secret}-hook
    v6: { baseUrl: "https://127.0.0.1:9/v6", apiKey: "${secret}", currency: EUR }
`;
  });
  const caller = `web: { token: "\${SECRET}", companies: "*", scopes: "*" }`;
  return `storage: { dataDir: ${dataDir} }\nwatch: { enabled: false }\ncallers: { ${caller} }\ncompanies:\n${companies.join('')}`;
}
