import type { HostDescription } from '../../profiles/description.js';

/** Values by parameter name. */
export type ParameterValues = Readonly<Record<string, boolean | number>>;

/** True unless the administrator asked for off (`0`, `N`); `fallback` when nothing was asked. */
export function asksFor(description: HostDescription, module: string, parameter: string, fallback: boolean): boolean {
  const value = description.boot.moduleParameters[module]?.[parameter];
  return value === undefined ? fallback : Boolean(value);
}

/** The number asked for; `fallback` when nothing was asked. */
export function asksForNumber(description: HostDescription, module: string, parameter: string, fallback: number): number {
  const value = description.boot.moduleParameters[module]?.[parameter];
  return value === undefined ? fallback : Number(value);
}

/**
 * The files of a module's parameters directory, in its order: what the module decided, else what was asked for, else the
 * default of this kernel. A parameter read as Y or N keeps being one when `0` or `1` was asked for.
 */
export function parametersShown(
  kernel: { readonly parameters: readonly string[]; readonly parameterDefaults: ParameterValues },
  asked: ParameterValues,
  decided: ParameterValues,
): ParameterValues {
  const shown: Record<string, boolean | number> = {};
  for (const name of kernel.parameters) {
    const standard = kernel.parameterDefaults[name] ?? false;
    const value = asked[name] ?? standard;
    shown[name] = decided[name] ?? (typeof standard === 'boolean' ? Boolean(value) : Number(value));
  }
  return shown;
}
