import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseConfig } from '../../src/config/load-config.ts';

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly periodSeconds: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold: number;
}

interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly resources: { readonly limits: { readonly memory: string } };
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector?: Readonly<Record<string, unknown>>;
    readonly ports?: readonly { readonly targetPort: string }[];
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly minAvailable?: number;
    readonly replicas?: number;
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations: Readonly<Record<string, string>> };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: object;
        readonly containers: readonly [Container];
        readonly volumes: readonly { readonly name: string; readonly emptyDir?: { readonly sizeLimit: string } }[];
      };
    };
  };
}

const manifests = parseAllDocuments(read('deploy/kubernetes.yaml')).map((one) => one.toJS() as Manifest);
const deployment = find('Deployment');
const pod = deployment.spec.template;
const [container] = pod.spec.containers;
const dockerfile = read('Dockerfile');
const env = new Map(container.env.map(({ name, value }) => [name, value]));
const defaults = parseConfig(
  { companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } },
  { NODE_ENV: 'production' },
);

describe('deploy/kubernetes.yaml', () => {
  test('has the manifests of a gateway, which name the same pods', () => {
    expect(manifests.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'HorizontalPodAutoscaler',
    ]);
    expect(deployment.spec.selector).toEqual({ matchLabels: pod.metadata.labels });
    expect(find('PodDisruptionBudget').spec.selector).toEqual({ matchLabels: pod.metadata.labels });
    expect(find('Service').spec.selector).toEqual(pod.metadata.labels);
    const scaled = find('HorizontalPodAutoscaler').spec;
    expect(scaled.scaleTargetRef).toMatchObject({ kind: 'Deployment', name: deployment.metadata.name });
    expect(scaled.minReplicas).toBe(deployment.spec.replicas);
    expect(find('PodDisruptionBudget').spec.minAvailable).toBeLessThan(deployment.spec.replicas ?? 0);
  });

  test('serves the port on which the image listens, and not that of operators', () => {
    const ports = new Map(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(String(ports.get('http'))).toBe(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]);
    expect(env.get('PORT')).toBe(String(ports.get('http')));
    expect(find('Service').spec.ports?.map(({ targetPort }) => targetPort)).toEqual(['http']);
    const { operations } = parseOperations();
    expect(ports.get('operations')).toBe(operations);
    expect(pod.metadata.annotations['prometheus.io/port']).toBe(String(operations));
  });

  test('probes the routes of health, on the port that requests go to, and gives the stores their time', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container;
    const source = read('src/server/operations/health-routes.ts');
    for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe]) {
      expect(source).toContain(`['${httpGet.path}', `);
      expect(httpGet.port).toBe('http');
    }
    expect([readinessProbe.httpGet.path, livenessProbe.httpGet.path]).toEqual(['/health/ready', '/health/live']);
    expect(readinessProbe.timeoutSeconds).toBeGreaterThan(2);
  });

  test('notices that a gateway drains before it stops, and lets it end', () => {
    const { periodSeconds, timeoutSeconds = 1, failureThreshold } = container.readinessProbe;
    const noticed = (periodSeconds * failureThreshold + timeoutSeconds) * 1_000;
    expect(noticed).toBeLessThanOrEqual(defaults.operations.drainMs);
    expect(pod.spec.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(defaults.operations.drainMs + 29_000);
  });

  test('runs as a user without rights, whose only writable folder holds every file that is uploaded at once', () => {
    expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1_000 });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const mounts = new Map(container.volumeMounts.map(({ name, mountPath }) => [mountPath, name]));
    const temporary = pod.spec.volumes.find(({ name }) => name === mounts.get(env.get('TMPDIR') ?? ''));
    const room = Number.parseInt(temporary?.emptyDir?.sizeLimit ?? '', 10) * 2 ** 20;
    expect(room).toBeGreaterThan(defaults.limits.maxDiskBytes);
    expect(mounts.has(env.get('GATEWAY_CONFIG')?.replace(/\/[^/]+$/, '') ?? '')).toBe(true);
    expect(container.resources.limits.memory).toBe('2Gi');
  });
});

function parseOperations() {
  return {
    operations: Number(/operations: \{ host: 0\.0\.0\.0, port: (\d+) \}/.exec(read('deploy/gateway.yaml'))?.[1]),
  };
}

function find(kind: string): Manifest {
  const found = manifests.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`deploy/kubernetes.yaml has no ${kind}`);
  return found;
}

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
}
