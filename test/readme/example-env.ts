/** Values of the variables that the configuration in docs/configuration.md names. */
export const EXAMPLE_ENV: Readonly<Record<string, string>> = {
  ACME_LY_ID: 'an-id',
  ACME_LY_SECRET: 'a-secret-value',
  ACME_IVESK_KEY: 'a-key-of-ivesk',
  ACME_HOOK: 'a-secret-of-the-webhook',
  ACME_V6_KEY: 'a-key-of-v6',
  WEB_TOKEN: 'a-token-of-the-web-0123456789',
  OPERATOR_TOKEN: 'a-token-of-the-operator-0123456789',
};
