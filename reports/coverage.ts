import type { MatrixCells, Report, RequirementRow } from './report.js';

/** What the matrix of a report comes to: how much of it is filled, where it is thinnest, and where a MUST has a hole. */
export interface Coverage {
  /** Cells of requirement × machine × fault, and how many of them have at least one case. */
  readonly cells: number;
  readonly filled: number;
  /** Requirements on a machine that were checked in the fewest cases, but in some; fewest first. */
  readonly thinnest: readonly ThinCell[];
  /** MUST requirements that were checked on some machine but never on this one, in plan order. */
  readonly neverOn: readonly Hole[];
  /** MUST requirements that were checked, but never while this was wrong, in the order of the faults. */
  readonly neverUnder: readonly Hole[];
  /** One row a heading, one share a column: how many of its requirements were checked on some machine while this was wrong. */
  readonly groups: readonly GroupCoverage[];
}

/** The requirements of one heading. */
export interface GroupCoverage {
  readonly group: string;
  readonly requirements: number;
  /** Of them, those that were checked, by column of the matrix. */
  readonly checked: readonly number[];
}

/** One requirement on one machine, whatever was wrong there. */
export interface ThinCell {
  readonly requirement: string;
  readonly machine: string;
  readonly cases: number;
  /** Upper bound of its failure rate; absent where there is none. */
  readonly failureRateBound?: number;
}

/** A machine, or a fault, and the requirements that were never checked there. */
export interface Hole {
  readonly at: string;
  readonly requirements: readonly string[];
}

/** Sums a matrix up. MUSTs that were never checked at all are left to `requirement-unexercised`. */
export function coverageOf({ matrix, requirements, run }: Report): Coverage {
  const checked = matrix.rows.filter((_, position) => isCheckedMust(requirements[position]));
  const faults = matrix.columns.map((at, column) => ({ at, column })).slice(2);
  const counts = matrix.rows.flatMap(({ machines }) => machines.flatMap(({ runs }) => runs.slice(1)));
  return {
    cells: counts.length,
    filled: counts.filter((count) => count > 0).length,
    thinnest: thinCells(matrix.rows),
    neverOn: run.machines.map((at) => ({ at, requirements: holes(checked, (cells) => cells.machine === at, 0) })).filter(isHole),
    neverUnder: faults.map(({ at, column }) => ({ at, requirements: holes(checked, () => true, column) })).filter(isHole),
    groups: groupCoverage(matrix, requirements),
  };
}

function groupCoverage({ columns, rows }: Report['matrix'], requirements: readonly RequirementRow[]): readonly GroupCoverage[] {
  return [...new Set(requirements.map(({ group }) => group))].map((group) => {
    const own = rows.filter((_, position) => requirements[position]?.group === group);
    const checked = columns.map(
      (_, column) => own.filter(({ machines }) => machines.some(({ runs }) => (runs[column] ?? 0) > 0)).length,
    );
    return { group, requirements: own.length, checked };
  });
}

function isCheckedMust(row: RequirementRow | undefined): boolean {
  return row?.level === 'MUST' && row.checks > 0;
}

function isHole({ requirements }: Hole): boolean {
  return requirements.length > 0;
}

/** Rows that have such cells, none of them with a case in the column. */
function holes(rows: Report['matrix']['rows'], concerns: (cells: MatrixCells) => boolean, column: number): readonly string[] {
  return rows.flatMap(({ requirement, machines }) => {
    const concerned = machines.filter(concerns);
    return concerned.length > 0 && concerned.every(({ runs }) => (runs[column] ?? 0) === 0) ? [requirement] : [];
  });
}

function thinCells(rows: Report['matrix']['rows']): readonly ThinCell[] {
  const cells = rows.flatMap(({ requirement, machines }) =>
    machines.map(({ machine, runs, bounds }): ThinCell => {
      const bound = bounds[0] ?? null;
      return { requirement, machine, cases: runs[0] ?? 0, ...(bound !== null && { failureRateBound: bound }) };
    }),
  );
  return cells.filter(({ cases }) => cases > 0).sort((left, right) => left.cases - right.cases);
}
