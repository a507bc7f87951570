const ID = /^(?:0|[1-9]\d{0,14})$/;

export const isSqliteId = (text: string): boolean => ID.test(text);
