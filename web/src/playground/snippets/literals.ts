/** How a language writes what JSON has. */
interface Dialect {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  /** The name of a member, with what separates it from its value. */
  name(name: string): string;
}

const javaScript: Dialect = {
  true: 'true',
  false: 'false',
  null: 'null',
  name(name) {
    // In quotes it would set the prototype of the object.
    if (name === '__proto__') return '["__proto__"]: ';
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${name}: ` : `${JSON.stringify(name)}: `;
  },
};

const python: Dialect = {
  true: 'True',
  false: 'False',
  null: 'None',
  name: (name) => `${JSON.stringify(name)}: `,
};

/** A JSON value as an expression of JavaScript, its lines indented by so many spaces. */
export function javaScriptLiteral(value: unknown, indent = 0): string {
  return literal(value, indent, 2, javaScript);
}

/** A JSON value as an expression of Python. A string of JSON is one of Python. */
export function pythonLiteral(value: unknown, indent = 0): string {
  return literal(value, indent, 4, python);
}

function literal(value: unknown, indent: number, step: number, dialect: Dialect): string {
  if (value === null || value === undefined) return dialect.null;
  if (typeof value === 'boolean') return dialect[value ? 'true' : 'false'];
  if (typeof value !== 'object') return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const members = Array.isArray(value)
    ? value.map((each: unknown) => literal(each, indent + step, step, dialect))
    : Object.entries(value).map(
        ([name, each]) => dialect.name(name) + literal(each, indent + step, step, dialect),
      );
  if (members.length === 0) return open + close;
  const line = `\n${' '.repeat(indent + step)}`;
  return `${open}${members.map((member) => `${line}${member},`).join('')}\n${' '.repeat(indent)}${close}`;
}
