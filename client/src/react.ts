export * from './__generated__/hooks.ts';
