import type { FormulaFunction } from "../formula-function.ts";
import { isEmpty } from "./comparison/is-empty.ts";
import { isEqual } from "./comparison/is-equal.ts";
import { isGreater } from "./comparison/is-greater.ts";
import { isGreaterOrEqual } from "./comparison/is-greater-or-equal.ts";
import { isLess } from "./comparison/is-less.ts";
import { isLessOrEqual } from "./comparison/is-less-or-equal.ts";
import { isNotEqual } from "./comparison/is-not-equal.ts";
import { isSet } from "./comparison/is-set.ts";
import { dateAdd } from "./date/date-add.ts";
import { dateDiff } from "./date/date-diff.ts";
import { dateTime } from "./date/date-time.ts";
import { formatDate } from "./date/format-date.ts";
import { now } from "./date/now.ts";
import { parseDate } from "./date/parse-date.ts";
import { timestamp } from "./date/timestamp.ts";
import { today } from "./date/today.ts";
import { weekday } from "./date/weekday.ts";
import { append } from "./list/append.ts";
import { array } from "./list/array.ts";
import { first } from "./list/first.ts";
import { flatten } from "./list/flatten.ts";
import { getItem } from "./list/get-item.ts";
import { includes } from "./list/includes.ts";
import { last } from "./list/last.ts";
import { reverse } from "./list/reverse.ts";
import { slice } from "./list/slice.ts";
import { sort } from "./list/sort.ts";
import { unique } from "./list/unique.ts";
import { and } from "./logical/and.ts";
import { ifEmpty } from "./logical/if-empty.ts";
import { ifThenElse } from "./logical/if-then-else.ts";
import { not } from "./logical/not.ts";
import { or } from "./logical/or.ts";
import { abs } from "./math/abs.ts";
import { average } from "./math/average.ts";
import { ceil } from "./math/ceil.ts";
import { floor } from "./math/floor.ts";
import { max } from "./math/max.ts";
import { min } from "./math/min.ts";
import { power } from "./math/power.ts";
import { product } from "./math/product.ts";
import { quotient } from "./math/quotient.ts";
import { remainder } from "./math/remainder.ts";
import { round } from "./math/round.ts";
import { sqrt } from "./math/sqrt.ts";
import { subtract } from "./math/subtract.ts";
import { sum } from "./math/sum.ts";
import { toFloat } from "./math/to-float.ts";
import { toInteger } from "./math/to-integer.ts";
import { trunc } from "./math/trunc.ts";
import { deleteKey } from "./object/delete-key.ts";
import { getValue } from "./object/get-value.ts";
import { hasKey } from "./object/has-key.ts";
import { keys } from "./object/keys.ts";
import { object } from "./object/object.ts";
import { parseJson } from "./object/parse-json.ts";
import { setValue } from "./object/set-value.ts";
import { toJson } from "./object/to-json.ts";
import { values } from "./object/values.ts";
import { capitalize } from "./text/capitalize.ts";
import { concat } from "./text/concat.ts";
import { contains } from "./text/contains.ts";
import { endsWith } from "./text/ends-with.ts";
import { indexOf } from "./text/index-of.ts";
import { join } from "./text/join.ts";
import { length } from "./text/length.ts";
import { lower } from "./text/lower.ts";
import { regexMatch } from "./text/regex-match.ts";
import { regexReplace } from "./text/regex-replace.ts";
import { regexTest } from "./text/regex-test.ts";
import { replace } from "./text/replace.ts";
import { split } from "./text/split.ts";
import { startsWith } from "./text/starts-with.ts";
import { substring } from "./text/substring.ts";
import { toText } from "./text/to-text.ts";
import { trim } from "./text/trim.ts";
import { upper } from "./text/upper.ts";
import { urlEncode } from "./text/url-encode.ts";

/** Every function of the formula language, by family: for documentation, completion, and the parser. */
export const functionCatalogue: readonly FormulaFunction[] = [
  abs,
  average,
  ceil,
  floor,
  max,
  min,
  power,
  product,
  quotient,
  remainder,
  round,
  sqrt,
  subtract,
  sum,
  toFloat,
  toInteger,
  trunc,
  isEmpty,
  isEqual,
  isGreaterOrEqual,
  isGreater,
  isLessOrEqual,
  isLess,
  isNotEqual,
  isSet,
  and,
  ifEmpty,
  ifThenElse,
  not,
  or,
  capitalize,
  concat,
  contains,
  endsWith,
  indexOf,
  join,
  length,
  lower,
  regexMatch,
  regexReplace,
  regexTest,
  replace,
  split,
  startsWith,
  substring,
  toText,
  trim,
  upper,
  urlEncode,
  deleteKey,
  getValue,
  hasKey,
  keys,
  object,
  parseJson,
  setValue,
  toJson,
  values,
  append,
  array,
  first,
  flatten,
  getItem,
  includes,
  last,
  reverse,
  slice,
  sort,
  unique,
  dateAdd,
  dateDiff,
  dateTime,
  formatDate,
  now,
  parseDate,
  timestamp,
  today,
  weekday,
];

const byName: ReadonlyMap<string, FormulaFunction> = new Map(
  functionCatalogue.map((definition) => [definition.name, definition]),
);

/** The names of all functions. */
export const functionNames: readonly string[] = [...byName.keys()];

/** Finds a function; names are case-sensitive. */
export function functionNamed(name: string): FormulaFunction | undefined {
  return byName.get(name);
}
