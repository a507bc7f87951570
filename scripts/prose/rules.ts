import type { PassageKind } from './passage.ts';

export interface Rule {
  readonly name: string;
  /** Matched against one sentence, in which underscores stand for code and quotations. */
  readonly pattern: RegExp;
  readonly advice: string;
  /** Kinds of text that may do it. */
  readonly except?: readonly PassageKind[];
}

/** The begin of a sentence, or of a part of it that could be one. */
const START = '(?:^|[;:] )';

const SENTENCES: readonly Rule[] = [
  {
    name: 'clause as subject',
    pattern: new RegExp(`${START}(?:what|who|whoever|whatever)\\b(?!.*\\?$)`, 'i'),
    advice: 'begin with a noun: "A caller that …", "The text that …"; in a type, name the thing: "A file to send."',
    except: ['heading'],
  },
  {
    name: 'clause as object',
    pattern: /\b(?:as|at|by|for|from|in|of|on|than|to|under|with) (?:who|whoever|whatever)\b/i,
    advice: 'name it: "for the caller", "of any company", "in any order"',
  },
  {
    name: 'fronted "of"',
    pattern: new RegExp(`${START}of\\b(?! course\\b)`, 'i'),
    advice: 'begin with the subject: "A V6 list covers …"; in a field, "The document\'s …"',
  },
  {
    name: 'fronted "where"',
    pattern: /^where\b(?!.*\?$)/i,
    advice:
      'put the condition after the rule, with "if": "Returns null if …"; or begin with a noun: "The position of …"',
    except: ['heading'],
  },
  {
    name: '"where" for "if"',
    pattern:
      /\b(?:undefined|null|true|false|NaN|zero|empty|once|refused|[45]\d\d|[A-Z]+_[A-Z_]+)(?:,| is)? where\b|\bwhere (?:there (?:is|are|was|were)|none|nothing|nobody)\b/i,
    advice: '"if"',
  },
  {
    name: 'fronted phrase',
    pattern:
      /^(?:without|with|for|in|on|at|from|by|under|to|beside|among|outside|inside)(?: [\w'’-]+){1,7} (?:nothing|nobody|none|everything) (?:is|are|was|were|has|have|can|may|must|will)\b/i,
    advice: 'begin with the subject: "The gateway does not …"',
  },
];

const NEGATIONS: readonly Rule[] = [
  {
    name: '"is no"',
    pattern:
      /(?<!\b[Tt]here )\b(?:is|are|was|were|be|been) no(?= [a-z_])(?! (?:longer|more|less|fewer|\w+er than|other|different)\b)/,
    advice: '"is not a …"',
  },
  {
    name: '"has none"',
    pattern:
      /\b(?:has|have|had|gets?|got|holds?|gives?|gave|takes?|needs?|knows?|asks? for) none\b|(?<!\bthere )\b(?:is|are|was|were) none\b/i,
    advice: '"does not have one", "is not one"',
  },
  {
    name: '"none that"',
    pattern: /\bnone (?:that|which|whose|who)\b/i,
    advice: '"not … any that"; in a message, say what is wrong: "Unknown message Type"',
  },
  {
    name: '"nothing that"',
    pattern: /\bnothing (?:that|which|of|but|whose)\b/i,
    advice: '"does not … anything that", "only …"',
  },
  {
    name: '"nobody"',
    pattern: /\bnobody\b/i,
    advice: 'name who: "no caller", "no subscriber"; or use the passive: "unhandled", "unread"',
  },
];

/** Words that mean something to us alone, and the trade's word for each. */
const METAPHORS: readonly (readonly [metaphor: RegExp, replacement: string])[] = [
  [/\banew\b/i, 'again'],
  [/\bunder way\b/i, 'in flight, running, pending'],
  [/\b(?:go|goes|going|gone|went) on\b/i, 'continues, resumes'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix, correct'],
  [/\bbells?\b/i, 'notification'],
  [/\bdoors?\b/i, 'endpoint, entry point'],
  [/\bin turns\b/i, 'alternately'],
  [
    /\b(?:a|one|each|every|this|next|same|of the|per) turn\b(?! of the event loop)/i,
    'iteration of the event loop; place in the queue',
  ],
  [/\bturn(?:s|ed|ing)? (?:a)?round\b/i, 'reversed'],
  [/\bpatience\b/i, 'timeout, deadline'],
  [/\boddit(?:y|ies)\b/i, 'contract violation'],
  [/\b(?:tells?|told|hears?|heard) (?:so|of)\b/i, 'is notified of, receives, reports'],
  [/\b(?:let|lets|letting) go\b/i, 'releases, closes, drops'],
  [/(?<!\b(?:has|have|had|having) )given up\b/i, 'aborted, cancelled, abandoned'],
  [/\bforgets\b/i, 'invalidates, evicts, drops'],
  [/\b(?:come|comes|came|coming) (?:in )?whole\b/i, 'arrives completely'],
  [/(?<!\b(?:measured|compared|shown) )side by side\b/i, 'concurrently, in parallel'],
  [/\bon (?:its|their) way\b/i, 'in flight, in transit'],
  [/\btime is over\b/i, 'has elapsed, has timed out'],
  [/\b(?:one|bytes?|parts?|characters?|documents?|files?) too many\b/i, 'exceeds the limit, unexpected extra …'],
  [/\bsigns? of life\b/i, 'heartbeat; "is unresponsive"'],
  [/\bplay(?:s|ed|ing)?\b/i, 'simulates, returns'],
  [/\bbeside\b/i, 'in addition to, along with, apart from, next to'],
  [
    /\bstands? (?:in|at|on|beside|behind|before|where|there|here|with|under|between)\b(?! for\b)/i,
    'is, appears, is stored',
  ],
  [/\bsurely\b/i, 'certainly'],
  [/\bin vain\b/i, 'without success'],
];

export const RULES: readonly Rule[] = [
  ...SENTENCES,
  ...NEGATIONS,
  ...METAPHORS.map(([pattern, advice]) => ({ name: 'private metaphor', pattern, advice })),
  { name: 'private metaphor', pattern: /^gives (?!up\b|back\b|way\b)/i, advice: 'Returns', except: ['title'] },
];
