import { Gauge, type Registry } from 'prom-client';

/** Creates gauges that read their value when the metrics are collected. */
export function gaugesIn(registry: Registry): (name: string, help: string, value: () => number) => void {
  return (name, help, value) => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
}
