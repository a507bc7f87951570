import type { Source } from '../src/domain/source.ts';
import { connect } from './connect.ts';
import type { IveskOperation, V6Operation } from './contract.ts';
import { gatewayConfig } from './gateway-config.ts';
import { createNotices } from './ivesk/notices.ts';
import { type IveskOptions, startIvesk } from './ivesk/start-ivesk.ts';
import { type LightyearOptions, type LightyearStandIn, startLightyear } from './lightyear/start-lightyear.ts';
import { type S3StandIn, startS3 } from './s3/start-s3.ts';
import { type SnsOptions, type SnsStandIn, startSns } from './sns/start-sns.ts';
import { type Clock, SYSTEM_CLOCK } from './stand-in/clock.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import { startV6 } from './v6/start-v6.ts';
import { createWorld, type World } from './world/world.ts';

/** The sources, their file store and their notification service, on 127.0.0.1, with the sample world in them. */
export interface Sandbox extends AsyncDisposable {
  readonly lightyear: LightyearStandIn;
  readonly ivesk: StandIn<IveskOperation>;
  readonly v6: StandIn<V6Operation>;
  /** The sources by name. */
  readonly sources: Readonly<Record<Source, StandIn<string>>>;
  readonly s3: S3StandIn;
  /** Delivers Įvesk's events. */
  readonly sns: SnsStandIn;
  /** The data of the sources, to compare answers with. */
  readonly world: World;
  /** Plain data in the form of the gateway's configuration file, for these stand-ins. */
  gatewayConfig(): unknown;
  /** Subscribes the gateway at this URL, which ends with a slash, to Įvesk's events. Resolves after the attempt. */
  connect(gatewayUrl: URL): Promise<void>;
}

export interface SandboxOptions {
  /** The documents' dates are before this one; today by default. */
  readonly now?: Date;
  /**
   * Controls the expiry of signed URLs, the progress of uploads and imports, and the dates and retries of messages; the
   * system's clock by default. Tokens and the call log always use the system's clock.
   */
  readonly clock?: Clock;
  /** If 0 or left out, the system picks one. */
  readonly ports?: Readonly<Partial<Record<'lightyear' | 'ivesk' | 'v6' | 's3' | 'sns', number>>>;
  readonly lightyear?: Partial<Omit<LightyearOptions, 'port'>>;
  readonly ivesk?: Partial<Omit<IveskOptions, 'port'>>;
  readonly sns?: Partial<Omit<SnsOptions, 'port'>>;
}

/** Page sizes of the contracts, if they name any; otherwise small enough that the sample world has several pages. */
const LIGHTYEAR = { pageSize: 100, matchesPageSize: 20, keyPolicy: 'latest', importMs: 3000 } as const;
const IVESK = { pageSize: 100, columnsPageSize: 100, digitizeMs: 2000, exportMs: 5000 };
/** Amazon's retries are 20 s to 10 min apart: too long for trying them out. */
const SNS = {
  topics: 'shared',
  signatureVersion: 'alternating',
  retryMs: Array.from({ length: 10 }, (_, index) => 1000 * (index + 1)),
} as const;

/** Starts all stand-ins. Disposing of it stops them and closes every port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = SYSTEM_CLOCK, now = new Date(clock.now()), ports = {} } = options;
  const world = createWorld(now);
  const companies = Object.values(world);
  const iveskAccounts = companies.map(({ ivesk }) => ivesk);
  await using started = new AsyncDisposableStack();

  const s3 = started.use(await startS3(ports.s3 ?? 0, clock));
  const lightyear = started.use(
    await startLightyear(
      companies.map(({ lightyear }) => lightyear),
      s3,
      clock,
      { ...LIGHTYEAR, ...options.lightyear, port: ports.lightyear ?? 0 },
    ),
  );
  const notices = createNotices(s3);
  const sns = started.use(
    await startSns(iveskAccounts, notices.messageOf, clock, {
      ...SNS,
      ...options.sns,
      port: ports.sns ?? 0,
    }),
  );
  const ivesk = started.use(
    await startIvesk(
      iveskAccounts,
      { s3, sns, notices, clock },
      { ...IVESK, ...options.ivesk, port: ports.ivesk ?? 0 },
    ),
  );
  const v6 = started.use(
    await startV6(
      companies.map(({ v6 }) => v6),
      { port: ports.v6 ?? 0 },
    ),
  );

  const sources = { LIGHTYEAR: lightyear, IVESK: ivesk, V6: v6 };
  const running = started.move();
  return {
    lightyear,
    ivesk,
    v6,
    sources,
    s3,
    sns,
    world,
    gatewayConfig: () => gatewayConfig(world, sources, sns),
    connect: (gatewayUrl) => connect(world, sns, gatewayUrl),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
