/** One way to take the gateway down, and how it is seen that it was refused. */
export interface Attack {
  /** "<who>: <what>", unique: attackers are told it on their command line. */
  readonly name: string;
  /** Runs in a process of its own, for some seconds; counts what came back. */
  readonly act: (target: Target) => Promise<Outcomes>;
  /**
   * At least one of these must have come back: an outcome's name, or part of it. A limit may also show in the metric of
   * refusals. Empty: the attack is served like any other request, and must only do no harm.
   */
  readonly refused: readonly string[];
  /** Outcomes that may come at most so often. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** What the gateway may keep afterwards on purpose, beside the tolerance: a full cache. */
  readonly keepsBytes?: number;
}

/** How often each answer, close code or other event was met. */
export type Outcomes = Record<string, number>;

export interface Target {
  readonly gateway: URL;
  /** The stand-ins for all sources. */
  readonly sources: URL;
}
