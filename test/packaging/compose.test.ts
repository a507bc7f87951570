import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { secretSettings } from '../../src/backends/registry.ts';
import { findWeaknesses } from '../../src/config/checks/find-weaknesses.ts';
import { literalSecrets } from '../../src/config/checks/literal-secrets.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { loadText } from '../config/load-text.ts';

const NAMES = ['token', ...secretSettings()];

interface Service {
  readonly build?: string;
  readonly image: string;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address: string }>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Scraping {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly { readonly static_configs: readonly { readonly targets: readonly string[] }[] }[];
}

interface Provisioning {
  readonly providers: readonly { readonly options: { readonly path: string } }[];
  readonly datasources: readonly { readonly url: string }[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = read('docker-compose.yml');
const { services, volumes } = parse(text, { merge: true }) as Compose;
const gateway = serviceOf('gateway-1');
const dockerfile = read('Dockerfile');
const config = read('deploy/gateway.yaml');

/** The variables that an operator has in .env. */
const ENV = {
  POSTGRES_PASSWORD: 'pg-pass_1',
  GRAFANA_PASSWORD: 'grafana-pass_1',
  TLS_FOLDER: './tls',
  PUBLIC_URL: 'https://gateway.example.com',
  LIGHTYEAR_URL: 'https://api.lightyear.example/v1',
  LIGHTYEAR_TOKEN_URL: 'https://auth.lightyear.example/oauth2/token',
  LIGHTYEAR_CLIENT_ID: 'client',
  LIGHTYEAR_CLIENT_SECRET: 'a-secret-of-lightyear',
  LIGHTYEAR_COMPANY_ID: '93913d26-427e-4798-8e1f-06c83411113c',
  IVESK_URL: 'https://app.ivesk.lt/api/pub',
  IVESK_KEY: 'a-long-key-of-ivesk',
  IVESK_COMPANY_CODE: '302320404',
  IVESK_WEBHOOK_SECRET: 'kT3vX9qLm2Wz8RbN5cYd7GfH4jPs6AeU',
  V6_URL: 'https://tms.example.com/v6-api/rest',
  V6_KEY: 'a-very-long-key-of-v6',
  WEB_TOKEN: 'nB4wQ8eRt2YuI6oPa0SdF5gHj9KlZx3C',
  OPERATOR_TOKEN: 'vB7nM1qWe5RtY9uIo3PaS8dFg2HjK6lZ',
};

describe('docker-compose.yml', () => {
  test('builds the gateway from the Dockerfile, and listens on the port that the image exposes', () => {
    expect(existsSync(pathOf(`${gateway.build}/Dockerfile`))).toBe(true);
    const port = /^EXPOSE (\d+)$/m.exec(dockerfile)?.[1];
    expect(gateway.environment?.['PORT']).toBe(port);
  });

  test('runs two gateways that differ in their fixed addresses only, behind nginx, which alone is published', () => {
    const { networks: one, ...first } = serviceOf('gateway-1');
    const { networks: other, ...second } = serviceOf('gateway-2');
    expect(first).toEqual(second);
    expect(one).not.toEqual(other);
    const published = Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, substitute(port)]),
    );
    expect(published).toEqual([
      ['nginx', '443:443'],
      ['grafana', '127.0.0.1:3000:3000'],
    ]);
  });

  test('gives nginx upstreams that are services, and the files that its configuration names', () => {
    const nginx = read('deploy/nginx.conf');
    const upstreams = [...nginx.matchAll(/^ {8}server ([\w-]+):(\d+) /gm)].map(([, host, port]) => [host, port]);
    expect(upstreams).toEqual(['gateway-1', 'gateway-2'].map((host) => [host, gateway.environment?.['PORT']]));
    expect(nginx).toContain('listen 443 ssl');
    const targets = serviceOf('nginx').volumes?.map((one) => substitute(one).split(':')[1]);
    expect(targets).toEqual(['/etc/nginx/nginx.conf', '/etc/nginx/tls']);
    for (const [, file] of nginx.matchAll(/ssl_certificate\w* (\S+);/g)) expect(file).toMatch(/^\/etc\/nginx\/tls\//);
    expect(loadText({ text: config, env: { ...ENV, ...environmentOf(gateway) } }).server.trustProxy).toBe(1);
  });

  test('lets Prometheus scrape both gateways where operators find the metrics, and Grafana show the dashboard', () => {
    const { operations } = loadText({ text: config, env: { ...ENV, ...environmentOf(gateway) } });
    const { scrape_configs, rule_files } = parse(read('deploy/prometheus.yml')) as Scraping;
    const targets = scrape_configs.flatMap(({ static_configs }) => static_configs.flatMap((one) => one.targets));
    expect(targets).toEqual(['gateway-1', 'gateway-2'].map((host) => `${host}:${operations.port}`));
    expect(operations.host).toBe('0.0.0.0');
    const mounted = new Map(
      ['prometheus', 'grafana'].flatMap((name) =>
        (serviceOf(name).volumes ?? []).map((one) => one.split(':').toReversed().slice(-2) as [string, string]),
      ),
    );
    expect(rule_files.map((file) => mounted.get(file))).toEqual(['./deploy/prometheus-rules.yml']);
    for (const source of mounted.values()) if (source.startsWith('./')) expect(existsSync(pathOf(source))).toBe(true);
    const [provider] = (parse(read('deploy/grafana/dashboards.yml')) as Provisioning).providers;
    expect(mounted.get(`${provider?.options.path}/gateway.json`)).toBe('./deploy/grafana-dashboard.json');
    const [source] = (parse(read('deploy/grafana/datasource.yml')) as Provisioning).datasources;
    expect(new URL(source?.url ?? '').hostname in services).toBe(true);
  });

  test('gives the gateway time to drain, to finish what runs, and to close', () => {
    const { operations } = parseConfig(
      { companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } },
      { NODE_ENV: 'production' },
    );
    expect(Number.parseInt(gateway.stop_grace_period ?? '', 10) * 1_000).toBeGreaterThan(operations.drainMs + 29_000);
  });

  test('gives the gateway a configuration that exists, has no secret in it, and is accepted', () => {
    const [source = '', target] = gateway.volumes?.map((one) => substitute(one).split(':'))[0] ?? [];
    expect(source).toBe('./deploy/gateway.yaml');
    expect(existsSync(pathOf(source))).toBe(true);
    expect(gateway.environment?.['GATEWAY_CONFIG']).toBe(target);
    expect(literalSecrets(parse(config), NAMES)).toEqual([]);
    const loaded = loadText({ text: config, env: { ...ENV, ...environmentOf(gateway) } });
    expect(loaded.storage).toMatchObject({
      databaseUrl: 'postgres://gateway:pg-pass_1@postgres:5432/gateway',
      redisUrl: 'redis://redis:6379',
    });
    expect(findWeaknesses(loaded, { isProduction: true })).toEqual([]);
  });

  test('names the database, its user and the servers as the gateway does', () => {
    const env = environmentOf(gateway);
    const postgres = environmentOf(serviceOf('postgres'));
    const database = new URL(env['DATABASE_URL'] ?? '');
    expect(database.hostname in services && database.hostname).toBe('postgres');
    expect([database.username, database.password, database.pathname]).toEqual([
      postgres['POSTGRES_USER'],
      postgres['POSTGRES_PASSWORD'],
      `/${postgres['POSTGRES_DB']}`,
    ]);
    expect(new URL(env['REDIS_URL'] ?? '').hostname in services).toBe(true);
  });

  test('has a version of PostgreSQL that is new enough, and keeps its data in a volume', () => {
    const { image, volumes: mounted = [] } = serviceOf('postgres');
    expect(Number(/^postgres:(\d+)$/.exec(image)?.[1])).toBeGreaterThanOrEqual(15);
    expect(mounted).toEqual(['postgres:/var/lib/postgresql/data']);
    expect(Object.keys(volumes)).toEqual(['postgres', 'prometheus']);
  });

  test('has a health check for each service for which another one waits', () => {
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    const awaited = Object.values(services).flatMap(({ depends_on = {} }) => Object.entries(depends_on));
    expect(awaited.filter(([, { condition }]) => condition !== 'service_healthy')).toEqual([]);
    const others = new Set(awaited.map(([name]) => name).filter((name) => !name.startsWith('gateway-')));
    expect([...others].filter((name) => serviceOf(name).healthcheck?.test[0] !== 'CMD')).toEqual([]);
    expect(Object.keys(gateway.depends_on ?? {})).toEqual(['postgres', 'redis']);
  });

  test('contains no password, and refuses to start without one', () => {
    expect(literalSecrets(parse(text), NAMES)).toEqual([]);
    const { POSTGRES_PASSWORD: _, ...others } = ENV;
    expect(() => substitute(text, others)).toThrow('POSTGRES_PASSWORD: set it in .env');
  });
});

function serviceOf(name: string): Service {
  const service = services[name];
  if (service === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
}

function environmentOf({ environment = {} }: Service): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, substitute(value)]));
}

/** The value with `${NAME:-default}` and `${NAME:?message}` replaced, as compose does. */
function substitute(value: string, env: Readonly<Record<string, string>> = ENV): string {
  return value.replaceAll(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, operator: string, rest: string) => {
    const found = env[name] || (operator === '-' ? rest : undefined);
    if (found === undefined) throw new Error(`${name}: ${rest}`);
    return found;
  });
}

function pathOf(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

function read(path: string): string {
  return readFileSync(pathOf(path), 'utf8');
}
