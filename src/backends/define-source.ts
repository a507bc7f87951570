import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Tally } from '../async/semaphore.ts';
import type { CallMeter } from '../calls/call-meter.ts';
import type { StorageConfig } from '../config/config.ts';
import { type AccountPolicy, accountPolicy } from '../config/schema/call-policy.ts';
import { section } from '../config/schema/section.ts';
import { baseUrl, trueOrFalse } from '../config/schema/value-schemas.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import type { InvoiceDirection } from '../domain/invoice.ts';
import type { Source } from '../domain/source.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { Backend, Capabilities, Capability, DocumentHandle } from './backend.ts';
import { ContractDeviations } from './contract-deviations.ts';
import { createDocumentHandles, createPositionHandles, type KeyFormat } from './handles.ts';
import type { SourceWatch } from './source-watch.ts';
import { type OpenedSource, toPort } from './to-port.ts';

/** The settings that every account has, whatever its source. */
export interface CommonSettings extends AccountPolicy {
  readonly baseUrl: string;
  readonly watch?: { readonly enabled: boolean };
  readonly storage: StorageConfig;
}

/** All accounts share these. */
export interface AccountDependencies {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls of one caller that may wait for one account. */
  readonly maxQueuedCalls?: number;
  /** Counts the calls that wait for any account. */
  readonly queuedCalls?: Tally;
  /** Returns the meter of an account's calls. */
  readonly meterOf?: (account: AccountId) => CallMeter;
  /** Counts deviations from the contracts. The path names a part of an answer, without its content. */
  readonly countDeviation?: (source: Source, path: string) => void;
}

/** The account that a source opens. */
export interface Account extends AccountDependencies {
  /** Key of the company in the configuration. */
  readonly company: string;
  readonly accountId: AccountId;
  /** The values of its secret settings. They are removed from a source's message before a caller reads it. */
  readonly secrets: readonly string[];
  /** Records the parts of its answers that the contract does not allow. */
  readonly deviations: ContractDeviations;
}

/** A setting that is accepted and makes an attack easier. */
export interface SettingWeakness {
  readonly setting: string;
  readonly text: string;
}

/** In an account's own section. */
const accountWatch = section({ enabled: trueOrFalse.default(true) }).exactOptional();

type Shape = Readonly<Record<string, z.ZodType>>;
type Given<S extends Shape> = z.output<z.ZodObject<S>>;
type Settings<Plain extends Shape, Secret extends Shape> = CommonSettings & Given<Plain> & Given<Secret>;

/** An account as its source opens it, with the capabilities that `can` lists. */
type Opened<Filter, Key, Place, Can extends Capability> = OpenedSource<Filter, Key, Place> &
  Pick<Capabilities<Key>, Can>;

export interface SourceDefinition<
  Name extends Source,
  Plain extends Shape,
  Secret extends Shape,
  Filter extends z.ZodType,
  Key,
  Place,
  Can extends Capability,
> {
  readonly name: Name;
  /** How people write its name. */
  readonly title: string;
  /** Its own settings. Base URL and call policy come with every source. */
  readonly settings: Plain;
  /** Its settings that appear in no log, store or answer. */
  readonly secrets: Secret;
  /** Reads the fields of an invoice filter that the source itself applies; `listInvoices` gets the result. */
  readonly filter: Filter;
  /** The capabilities of all of its accounts. */
  readonly can: readonly Can[];
  /** The directions that its documents can have. */
  readonly directions: readonly InvoiceDirection[];
  /** The keys of its documents: in ids, and in the form that the functions of `open` get. */
  readonly documentKeys: KeyFormat<Key>;
  /** Parses a position that came in with a cursor; undefined if the source never gives such a position. */
  parsePosition(value: unknown): Place | undefined;
  /** How its accounts are watched. */
  readonly watch: SourceWatch;
  /** Settings that are accepted and make an attack easier, in addition to those of every source. */
  weaknesses?(settings: Settings<Plain, Secret>): readonly SettingWeakness[];
  open(account: Account, settings: Settings<Plain, Secret>): Opened<z.output<Filter>, Key, Place, Can>;
}

/** A source as the registry has it; everything else is derived from this. */
export interface SourceModule<Name extends Source = Source, AccountSettings extends CommonSettings = CommonSettings> {
  readonly name: Name;
  readonly title: string;
  /** Checks its section of a company in the configuration file. */
  readonly section: z.ZodType;
  /** Names of its secret settings. */
  readonly secrets: readonly string[];
  readonly filter: z.ZodType<object>;
  readonly can: ReadonlySet<Capability>;
  /** Its keys in the section `watch` of the configuration. */
  readonly watchSettings: SourceWatch['settings'];
  /** Parses the key of a document; undefined if the source never gives such a key. */
  document(ref: InvoiceRef): DocumentHandle | undefined;
  weaknesses(settings: AccountSettings): readonly SettingWeakness[];
  open(company: string, settings: AccountSettings, dependencies: AccountDependencies): Backend;
}

/** Makes a source's module. The steps that are the same for every source are here. */
export function defineSource<
  const Name extends Source,
  Plain extends Shape,
  Secret extends Shape,
  Filter extends z.ZodType<object>,
  Key,
  Place,
  Can extends Capability,
>(
  definition: SourceDefinition<Name, Plain, Secret, Filter, Key, Place, Can>,
): SourceModule<Name, Settings<Plain, Secret>> {
  const { name, title, settings, filter, can, watch } = definition;
  const secrets = Object.keys(definition.secrets);
  const documents = createDocumentHandles(name, definition.documentKeys);
  const directions = new Set(definition.directions);
  const positions = createPositionHandles(name, (value) => definition.parsePosition(value));
  return {
    name,
    title,
    section: section({ baseUrl, ...definition.secrets, ...settings, ...accountPolicy, watch: accountWatch }),
    secrets,
    filter,
    can: new Set<Capability>(can),
    watchSettings: watch.settings,
    document: documents.parse,
    weaknesses: (given) => definition.weaknesses?.(given) ?? [],
    open: (company, given, dependencies) => {
      const accountId = { source: name, company };
      const deviations = new ContractDeviations(accountId, dependencies.logger, (path) =>
        dependencies.countDeviation?.(name, path),
      );
      const account = { ...dependencies, company, accountId, deviations, secrets: textsOf(given, secrets) };
      const opened = definition.open(account, given);
      checkPromise(name, opened, can);
      return {
        ...toPort(opened, { company, documents, positions, readFilter: (asked) => filter.parse(asked) }),
        ...{ source: name, company, directions },
        ...{
          callTimeoutMs: given.timeoutMs,
          maxConcurrent: given.maxConcurrent,
          patienceMs: given.patienceMs,
          watchPlan: (input) => watch.plan(input),
        },
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

/** `sourcesAble` does not find a capability that `can` lacks. The compiler refuses one that `open` lacks. */
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
    // A secret that is being replaced is a list.
    return (Array.isArray(value) ? value : [value]).filter((one: unknown) => typeof one === 'string');
  });
}
