import ts from 'typescript';
import { asNoun, blank, maskQuoted, type Passage, type PassageKind } from './passage.ts';
import { readComments } from './read-comments.ts';

/** Three words in a row: a sentence or a part of one, and not a name, a path or a query. */
const WORDS = /^[^{<]*?[A-Za-z]{2,},? [a-z]+ [a-z]+/;

/** Reads comments, the titles of tests with their tables, and the texts that a program shows. Other texts in tests are data. */
export function readTypeScript(file: string, source: string): readonly Passage[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
  const isTest = /(?:^|\/)test\//.test(file);
  const literals: Range[] = [];
  const texts: Passage[] = [];

  const read = (kind: PassageKind, node: ts.Node) => {
    const passage = { kind, start: spanOf(node, tree).start, text: proseOf(node, tree) };
    if (kind === 'title' || WORDS.test(passage.text)) texts.push(passage);
  };
  const visit = (node: ts.Node, parent?: ts.Node): void => {
    if (isLiteral(node)) literals.push({ start: node.getStart(tree), end: node.end });
    const first = firstArgument(node);
    if (first && isText(first)) read('title', first);
    for (const row of rowsOf(first)) read('message', row);
    if (!isTest && isText(node) && !(parent && isConcatenation(parent))) read('message', node);
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(tree);
  return [...readComments(source, mask(source, literals)), ...texts];
}

/** The first argument of a call of `test`, `describe` or their methods. */
function firstArgument(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  return ['test', 'describe'].includes(rootName(node.expression)) ? node.arguments[0] : undefined;
}

/** The texts that `test.each` puts into its title: the first one of each row. */
function rowsOf(table: ts.Expression | undefined): readonly ts.Node[] {
  const rows = table && ts.isArrayLiteralExpression(table) ? table.elements : [];
  return rows.flatMap((row) => (ts.isArrayLiteralExpression(row) ? row.elements.slice(0, 1) : row)).filter(isText);
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
    isElement(node) ||
    isConcatenation(node)
  );
}

function isElement(node: ts.Node): node is ts.JsxElement | ts.JsxFragment {
  return (ts.isJsxElement(node) || ts.isJsxFragment(node)) && node.children.some(ts.isJsxText);
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
  const { start, end } = spanOf(node, tree);
  const expressions = expressionsIn(node).map((one) => ({ start: one.getStart(tree) - start, end: one.end - start }));
  const text = mask(tree.text.slice(start, end), expressions)
    .replace(/\$\{\s*_+\s*\}/g, asNoun)
    .replace(/['"`]\s*\+\s*|\s*\+\s*['"`]/g, blank)
    .replace(/^['"`]|['"`]$|\\n/g, blank);
  return maskQuoted(text);
}

function spanOf(node: ts.Node, tree: ts.SourceFile): Range {
  if (ts.isJsxElement(node)) return { start: node.openingElement.end, end: node.closingElement.pos };
  if (ts.isJsxFragment(node)) return { start: node.openingFragment.end, end: node.closingFragment.pos };
  return { start: node.getStart(tree), end: node.end };
}

function expressionsIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (isElement(node)) return node.children.filter((child) => !ts.isJsxText(child));
  if (!isConcatenation(node)) return [];
  return [node.left, node.right].flatMap((part) => (isText(part) ? expressionsIn(part) : part));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function mask(text: string, ranges: readonly Range[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const range of ranges) {
    pieces.push(text.slice(end, range.start), asNoun(text.slice(range.start, range.end)));
    end = range.end;
  }
  return pieces.join('') + text.slice(end);
}
