/** The systems behind the gateway, in the order in which lists go round. */
export const SOURCES = ['LIGHTYEAR', 'IVESK', 'V6'] as const;

export type Source = (typeof SOURCES)[number];
