import type { AdmitCause } from '../../../contracts/subject.js';
import type { Json, JsonObject } from '../../../core/json.js';
import { isQuantity } from '../quantity.js';
import { invalid, required } from './cause.js';

/**
 * What a value must look like: a scalar type, a list of one shape, or members by name: `name!` is required, `*` stands for any name.
 * Unknown members are left alone; `null` counts as absent.
 */
export type Shape = Scalar | Members | readonly [Shape];

type Scalar = 'string' | 'boolean' | 'count' | 'quantity' | 'object';

interface Members {
  readonly [name: string]: Shape;
}

/** Says what is wrong with a value; `path` is where it stands in the submitted object, empty for the object itself. */
export type ShapeCheck = (value: Json, path?: string) => readonly AdmitCause[];

/**
 * A check of the types of all fields of a shape, as the API server does with the OpenAPI schema, so that everything behind it may rely
 * on them. It gives one cause per field of the wrong type, none for a well-formed value. Nearly all values are well-formed: paths are
 * only made for the others.
 */
export function shapeCheck(shape: Shape): ShapeCheck {
  const fits = predicateOf(shape);
  return (value, path = '') => {
    if (fits(value)) return none;
    const causes: AdmitCause[] = [];
    check(value, shape, path, causes);
    return causes;
  };
}

const none: readonly AdmitCause[] = [];

type Predicate = (value: Json) => boolean;

function predicateOf(shape: Shape): Predicate {
  if (typeof shape === 'string') return scalarPredicates[shape];
  if (isListShape(shape)) {
    const item = predicateOf(shape[0]);
    return (value) => Array.isArray(value) && (value as readonly Json[]).every(item);
  }
  const any = shape['*'];
  return any === undefined ? membersPredicate(shape) : anyPredicate(predicateOf(any));
}

const scalarPredicates: Readonly<Record<Scalar, Predicate>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  count: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxUint32,
  quantity: (value) => typeof value === 'string' && isQuantity(value),
  object: isObject,
};

const maxUint32 = 0xffff_ffff;

function anyPredicate(fits: Predicate): Predicate {
  return (value) => {
    if (!isObject(value)) return false;
    for (const name in value) {
      const member = value[name];
      if (member !== undefined && member !== null && !fits(member)) return false;
    }
    return true;
  };
}

function membersPredicate(members: Members): Predicate {
  const table = Object.entries(members).map(([key, shape]) => {
    const fits = predicateOf(shape);
    return { name: key.replace('!', ''), optional: !key.endsWith('!'), fits: key === 'spec!' ? remembering(fits) : fits };
  });
  return (value) => {
    if (!isObject(value)) return false;
    for (const { name, optional, fits } of table) {
      const member = value[name];
      if (member === undefined || member === null ? !optional : !fits(member)) return false;
    }
    return true;
  };
}

/** Requests made from one template share their spec: an object that fitted once is not looked through again. */
function remembering(fits: Predicate): Predicate {
  const fitting = new WeakSet<object>();
  return (value) => {
    if (typeof value === 'object' && value !== null && fitting.has(value)) return true;
    if (!fits(value)) return false;
    fitting.add(value as object);
    return true;
  };
}

function check(value: Json, shape: Shape, path: string, causes: AdmitCause[]): void {
  if (typeof shape === 'string') checkScalar(value, shape, path, causes);
  else if (isListShape(shape)) checkList(value, shape[0], path, causes);
  else if (isObject(value)) checkMembers(value, shape, path, causes);
  else wrongType(value, 'object', path, causes);
}

function checkMembers(object: JsonObject, members: Members, path: string, causes: AdmitCause[]): void {
  const any = members['*'];
  const shapes = any === undefined ? Object.entries(members) : Object.keys(object).map((key) => [key, any] as const);
  for (const [key, shape] of shapes) {
    const name = any === undefined ? key.replace('!', '') : key;
    const value = object[name];
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (value !== undefined && value !== null) check(value, shape, memberPath, causes);
    else if (key !== name) causes.push(required(path === '' ? name : path, `${memberPath} in body is required`));
  }
}

function checkList(value: Json, shape: Shape, path: string, causes: AdmitCause[]): void {
  if (!Array.isArray(value)) return wrongType(value, 'array', path, causes);
  for (const [index, item] of (value as readonly Json[]).entries()) check(item, shape, `${path}[${index}]`, causes);
}

function checkScalar(value: Json, shape: Scalar, path: string, causes: AdmitCause[]): void {
  if (scalarPredicates[shape](value)) return;
  if (shape === 'count') causes.push(invalid(path, countWords(value, path)));
  else if (shape === 'quantity') causes.push(invalid(path, quantityWords(value, path)));
  else wrongType(value, shape, path, causes);
}

function countWords(value: Json, path: string): string {
  const whole = typeof value === 'number' && Number.isInteger(value);
  return whole ? `${path} in body must be of type uint32: "${value}"` : typeWords(value, 'integer', path);
}

function quantityWords(value: Json, path: string): string {
  if (typeof value === 'string' && isQuantity(value.replace('-', ''))) {
    return `${path} '${value}': must be greater than or equal to 0.`;
  }
  return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
}

function wrongType(value: Json, expected: string, path: string, causes: AdmitCause[]): void {
  causes.push(invalid(path, typeWords(value, expected, path)));
}

function typeWords(value: Json, expected: string, path: string): string {
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return `${path} in body must be of type ${expected}: "${actual}"`;
}

function isListShape(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
