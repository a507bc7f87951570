import { METAPHORS } from './metaphors.ts';
import type { PassageKind } from './passage.ts';

export interface Rule {
  readonly name: string;
  /** Matched against one sentence, in which underscores stand for code and quotations. A space also matches a line break. */
  readonly pattern: RegExp;
  readonly advice: string;
  /** Kinds of text that the rule does not apply to. */
  readonly except?: readonly PassageKind[];
}

/** The beginning of a sentence, or of a part that could be a sentence. */
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
    pattern: /(?:^Of|[;:] of)\b(?! (?:course|these|those)\b)/,
    advice: 'begin with the subject: "A V6 list covers …"; in a field, "The document\'s …"',
  },
  {
    name: 'fronted "of"',
    pattern: /^of\b/,
    advice: 'begin with the subject: "A V6 list covers …"',
    except: ['comment', 'description', 'heading', 'message', 'paragraph'],
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
      /^(?:without|with|for|in|on|at|from|by|under|to|beside|among|outside|inside)(?: (?!(?:that|where|which|whom)\b)[\w'’-]+){1,7} (?:nothing|nobody|none|everything) (?:is|are|was|were|has|have|can|may|must|will)\b/i,
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
      /\b(?:has|have|had|gets?|got|holds?|gives?|gave|takes?|needs?|knows?|asks? for) none\b|(?<!\bthere )\b(?:is|are|was|were) none\b(?! (?:that|which|whose|who)\b)/i,
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

export const RULES: readonly Rule[] = [
  ...SENTENCES,
  ...NEGATIONS,
  ...METAPHORS.map(([pattern, advice]) => ({ name: 'private metaphor', pattern, advice })),
  { name: 'private metaphor', pattern: /^gives (?!up\b|back\b|way\b)/i, advice: 'Returns', except: ['title'] },
];
