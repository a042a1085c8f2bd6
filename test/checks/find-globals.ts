import ts from 'typescript';

/** Name of a global, or of one member of it ("Date.now"), or "new Date" without arguments → what to do instead. */
export type Ruled = Readonly<Record<string, string>>;

const wholeWorld = ['globalThis', 'window', 'self'];

/**
 * Uses of these globals in a file. A name that the file declares or imports is its own, whatever it is called; types
 * are no uses, since `typeof fetch` is how a port is described.
 */
export function findGlobals(source: string, ruled: Ruled): Array<{ name: string; line: number }> {
  const { file, checker } = parse(source);
  const found: Array<{ name: string; line: number }> = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const name = ts.isIdentifier(node) && isFree(node, checker) ? ruledName(node, ruled) : undefined;
    if (name !== undefined) {
      found.push({ name, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Nothing but the file itself: whatever has no symbol then comes from outside. */
function parse(source: string): { file: ts.SourceFile; checker: ts.TypeChecker } {
  const name = '/file.tsx';
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (path) => (path === name ? file : undefined),
    getCurrentDirectory: () => '/',
    writeFile: () => {},
  };
  const program = ts.createProgram([name], { noLib: true, noResolve: true, types: [], jsx: ts.JsxEmit.Preserve }, host);
  return { file, checker: program.getTypeChecker() };
}

function isFree(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const { parent } = node;
  const isMemberName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isJsxAttribute(parent);
  if (isMemberName) return false;
  // The one global that the checker knows even without a library; self and window may be a file's own words.
  if (node.text === 'globalThis') return true;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
  return symbol?.declarations === undefined;
}

/** The rule that this use of a global breaks. */
function ruledName(node: ts.Identifier, ruled: Ruled): string | undefined {
  const name = node.text;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    const member = parent.name.text;
    if (wholeWorld.includes(name)) return pick(member, ruled);
    return pick(`${name}.${member}`, ruled) ?? pick(name, ruled);
  }
  // Date() is the present moment too.
  const isCall = (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && parent.expression === node;
  const isNow = isCall && (ts.isCallExpression(parent) || (parent.arguments?.length ?? 0) === 0);
  return (isNow ? pick(`new ${name}`, ruled) : undefined) ?? pick(name, ruled);
}

function pick(name: string, ruled: Ruled): string | undefined {
  return Object.hasOwn(ruled, name) ? name : undefined;
}
