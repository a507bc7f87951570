import type { Logger } from 'pino';
import type { z } from 'zod';
import { accountPolicy } from '../config/call-policy.ts';
import type { CallPolicy, StorageConfig } from '../config/config.ts';
import { section } from '../config/section.ts';
import { baseUrl } from '../config/value-schemas.ts';
import type { Source } from '../domain/source.ts';
import type { GatewayError, Origin } from '../errors/catalogue.ts';
import type { Tally } from '../limits/semaphore.ts';
import type { Backend, Capabilities, Capability, InvoiceKey, Listing, Position, Reads } from './backend.ts';

/** What comes with every account, whatever its source. */
export interface CommonSettings extends CallPolicy {
  readonly baseUrl: string;
  readonly storage: StorageConfig;
}

/** What all accounts share. */
export interface AccountDependencies {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls of one caller that may wait for one account. */
  readonly maxQueuedCalls?: number;
  /** Counts the calls that wait for any account. */
  readonly queuedCalls?: Tally;
}

/** The account that a source opens. */
export interface Account extends AccountDependencies {
  /** Key of the company in the configuration. */
  readonly company: string;
  readonly origin: Origin;
  /** The values of its secret settings: no caller may read them in the words of a refusal. */
  readonly secrets: readonly string[];
}

/** A setting that is accepted and makes an attack easier. */
export interface SettingWeakness {
  readonly setting: string;
  readonly text: string;
}

type Shape = Readonly<Record<string, z.ZodType>>;
type Given<S extends Shape> = z.output<z.ZodObject<S>>;
type Settings<Plain extends Shape, Secret extends Shape> = CommonSettings & Given<Plain> & Given<Secret>;

/** What a source's `open` returns: how its documents are read, and all capabilities that `can` promises, no others. */
type Opened<Filter, Can extends Capability> = Pick<Backend, 'parsePosition' | 'readInvoices' | 'status'> &
  AsyncDisposable & {
    listInvoices(filter: Filter, position: Position | null, reads: Reads): Promise<Listing>;
    listRefusal?(filter: Filter, position: Position | null): GatewayError | undefined;
  } & Partial<Capabilities> &
  Pick<Capabilities, Can>;

export interface SourceDefinition<
  Name extends Source,
  Plain extends Shape,
  Secret extends Shape,
  Filter extends z.ZodType,
  Can extends Capability,
> {
  readonly name: Name;
  /** How people write its name. */
  readonly title: string;
  /** Its own settings. Base URL and call policy come with every source. */
  readonly settings: Plain;
  /** Its settings that nobody may read. */
  readonly secrets: Secret;
  /** What of an invoice filter it can be asked for; `listInvoices` gets this, and all else of the filter is no concern of its. */
  readonly filter: Filter;
  readonly can: readonly Can[];
  /** True for a key that its documents may have, whether it is there or not. */
  isInvoiceKey(key: InvoiceKey): boolean;
  weaknesses?(settings: Settings<Plain, Secret>): readonly SettingWeakness[];
  open(account: Account, settings: Settings<Plain, Secret>): Opened<z.output<Filter>, Can>;
}

/** A source as the registry has it: all that the rest of the gateway needs to know of it. */
export interface SourceModule<Name extends Source = Source, AccountSettings extends CommonSettings = CommonSettings> {
  readonly name: Name;
  readonly title: string;
  /** Checks its section of a company in the configuration file. */
  readonly section: z.ZodType;
  /** Names of the settings that nobody may read. */
  readonly secrets: readonly string[];
  readonly filter: z.ZodType<object>;
  readonly can: ReadonlySet<Capability>;
  isInvoiceKey(key: InvoiceKey): boolean;
  weaknesses(settings: AccountSettings): readonly SettingWeakness[];
  open(company: string, settings: AccountSettings, dependencies: AccountDependencies): Backend;
}

/** Makes a module of what a source says of itself. What the gateway does with every source is done here, once. */
export function defineSource<
  const Name extends Source,
  Plain extends Shape,
  Secret extends Shape,
  Filter extends z.ZodType<object>,
  Can extends Capability,
>(definition: SourceDefinition<Name, Plain, Secret, Filter, Can>): SourceModule<Name, Settings<Plain, Secret>> {
  const { name, title, settings, filter, can } = definition;
  const secrets = Object.keys(definition.secrets);
  return {
    name,
    title,
    section: section({ baseUrl, ...definition.secrets, ...settings, ...accountPolicy }),
    secrets,
    filter,
    can: new Set<Capability>(can),
    isInvoiceKey: (key) => definition.isInvoiceKey(key),
    weaknesses: (given) => definition.weaknesses?.(given) ?? [],
    open: (company, given, dependencies) => {
      const origin = { source: name, company };
      const account = { ...dependencies, company, origin, secrets: textsOf(given, secrets) };
      const { listInvoices, listRefusal, ...opened } = definition.open(account, given);
      checkPromise(name, opened, can);
      return {
        ...opened,
        source: name,
        company,
        timeoutMs: given.timeoutMs,
        listInvoices: (asked, position, reads) => listInvoices(filter.parse(asked), position, reads),
        listRefusal: (asked, position) => listRefusal?.(filter.parse(asked), position),
      };
    },
  };
}

const CAPABILITIES: Readonly<Record<Capability, true>> = {
  files: true,
  matches: true,
  columns: true,
  exports: true,
  syncErrors: true,
  uploads: true,
  importJobs: true,
  webhooks: true,
};

/** A capability that `can` forgets would not be found by `sourcesAble`; the compiler refuses one that `open` forgets. */
function checkPromise(name: Source, opened: object, can: readonly Capability[]): void {
  const known: ReadonlySet<string> = new Set(can);
  const forgotten = Object.keys(opened).find((key) => Object.hasOwn(CAPABILITIES, key) && !known.has(key));
  if (forgotten !== undefined)
    throw new TypeError(
      `The source ${name} opens accounts with \`${forgotten}\`, which its \`can\` does not list: add it there`,
    );
}

function textsOf(settings: object, names: readonly string[]): readonly string[] {
  const given = new Map<string, unknown>(Object.entries(settings));
  return names.flatMap((name) => {
    const value = given.get(name);
    return typeof value === 'string' ? [value] : [];
  });
}
