import { ATTACKS } from './attacks.ts';

/* A process that makes one attack and reports the outcomes. */

const [, , name, gateway = '', sources = ''] = process.argv;
const attack = ATTACKS.find((one) => one.name === name);
if (attack === undefined) throw new Error(`there is no attack "${name}"`);
process.send?.(await attack.act({ gateway: new URL(gateway), sources: new URL(sources) }));
process.on('disconnect', () => process.exit());
