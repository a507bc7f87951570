/** The name and version of the gateway, for the logs of the servers that it calls. */
export const USER_AGENT = 'invoice-gateway/0.1.0';
