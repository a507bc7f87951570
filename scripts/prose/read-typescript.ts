import ts from 'typescript';
import { asNoun, blank, maskQuoted, type Passage } from './passage.ts';

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*(?:\n[ \t]*\/\/.*)*/g;

/** The marks of a comment, and the directives in it that compilers and linters read. */
const NOT_PROSE = [
  /^\/\*+|\*+\/$/g,
  /^[ \t]*(?:\*|\/\/+)/gm,
  /\bbiome-ignore(?:-\w+)? [\w/]+:?|@vitest-environment .*|@ts-expect-error:?|[#@]__PURE__|<reference [^>]*>/g,
];

/** Three words in a row: a sentence or a part of one, as opposed to a name, a path or a query. */
const WORDS = /^[^{<]*?[A-Za-z]{2,},? [a-z]+ [a-z]+/;

/** Reads comments, the titles of tests, and the texts that the program shows. A test's other texts are test data. */
export function readTypeScript(file: string, source: string): readonly Passage[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
  const isTest = /(?:^|\/)test\//.test(file);
  const literals: ts.Node[] = [];
  const texts: Passage[] = [];

  const visit = (node: ts.Node, parent?: ts.Node): void => {
    if (isLiteral(node)) literals.push(node);
    const title = titleOf(node);
    if (title) texts.push({ kind: 'title', start: title.getStart(tree), text: proseOf(title, tree) });
    if (!isTest && isText(node) && !(parent && isConcatenation(parent))) {
      const text = proseOf(node, tree);
      if (WORDS.test(text)) texts.push({ kind: 'message', start: node.getStart(tree), text });
    }
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(tree);
  return [...commentsOf(tree, literals), ...texts];
}

/** Comments begin outside literals, so the literals are masked first. */
function commentsOf(tree: ts.SourceFile, literals: readonly ts.Node[]): readonly Passage[] {
  const code = mask(
    tree.text,
    literals.map((literal) => ({ start: literal.getStart(tree), end: literal.end })),
  );
  return Array.from(code.matchAll(COMMENT), ({ 0: { length }, index }) => {
    const comment = tree.text.slice(index, index + length);
    const prose = NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, blank), comment);
    return { kind: 'comment', start: index, text: maskQuoted(prose) };
  });
}

function titleOf(node: ts.Node): ts.Node | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [title] = node.arguments;
  return title && isText(title) && ['test', 'describe'].includes(rootName(node.expression)) ? title : undefined;
}

/** `test` of `test.each(table)`. */
function rootName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee) ? rootName(callee.expression) : '';
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isJsxText(node)
  );
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateExpression(node) ||
    ((ts.isJsxElement(node) || ts.isJsxFragment(node)) && node.children.some(ts.isJsxText)) ||
    isConcatenation(node)
  );
}

function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (isText(node.left) || isText(node.right))
  );
}

/** The text of a literal, a template, a concatenation or an element, with its expressions masked as nouns. */
function proseOf(node: ts.Node, tree: ts.SourceFile): string {
  const start = node.getStart(tree);
  const text = tree.text.slice(start, node.end);
  const expressions = expressionsIn(node).map((one) => ({ start: one.getStart(tree) - start, end: one.end - start }));
  const masked = mask(text, expressions)
    .replace(/\$\{\s*_+\s*\}/g, asNoun)
    .replace(/['"`]\s*\+\s*|\s*\+\s*['"`]/g, blank)
    .replace(/^(?:['"`]|<[^>]*>)|(?:['"`]|<\/[^>]*>)$/g, blank)
    .replace(/\\n/g, blank);
  return maskQuoted(masked);
}

function expressionsIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (isConcatenation(node))
    return [node.left, node.right].flatMap((part) => (isText(part) ? expressionsIn(part) : part));
  if (ts.isJsxElement(node) || ts.isJsxFragment(node)) return node.children.filter((child) => !ts.isJsxText(child));
  return [];
}

function mask(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const range of ranges) {
    pieces.push(text.slice(end, range.start), text.slice(range.start, range.end).replace(/[^\n]/g, '_'));
    end = range.end;
  }
  return pieces.join('') + text.slice(end);
}
