/** One way to take the gateway down, and the outcomes that show that the gateway refused it. */
export interface Attack {
  /** "<who>: <what>", unique: attackers are told it on their command line. */
  readonly name: string;
  /** Runs in a process of its own, for some seconds. Counts the outcomes. */
  readonly act: (target: Target) => Promise<Outcomes>;
  /**
   * At least one of these must have come back: an outcome's name, or part of it. A limit may also show in the metric of
   * refusals. Empty: the attack is served like any other request, and must only do no harm.
   */
  readonly refused: readonly string[];
  /** Outcomes, with how often each may occur at most. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** Bytes that the gateway may keep afterwards by design, in addition to the tolerance: a full cache. */
  readonly keepsBytes?: number;
}

/** The number of times that each answer, close code or other event occurred. */
export type Outcomes = Record<string, number>;

export interface Target {
  readonly gateway: URL;
  /** The stand-ins for all sources. */
  readonly sources: URL;
}
