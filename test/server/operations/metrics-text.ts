/** One series of Prometheus's text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-z_][\w:]*)(?:\{(.*)\})? (\S+)$/i;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export function samplesIn(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    if (name === undefined || line.startsWith('#')) return [];
    const entries = [...labels.matchAll(LABEL)].map(([, label = '', given = '']) => [label, given] as const);
    return [{ name, labels: Object.fromEntries(entries), value: Number(value) }];
  });
}

/** The sum of the series of that name that have these labels. */
export function metricValue(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const wanted = Object.entries(labels);
  return samplesIn(text)
    .filter((sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value))
    .reduce((total, { value }) => total + value, 0);
}
