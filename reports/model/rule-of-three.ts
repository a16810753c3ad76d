/**
 * The upper end of the 95 % confidence interval of a failure rate after `cases` independent random cases without a failure:
 * 3/N, never above 1, rounded to six places. Nothing is claimed after a failure or without cases, and nothing about
 * deterministic cases, which are chosen and not drawn. Source: Hanley and Lippman-Hand, "If nothing goes wrong, is everything
 * all right?", JAMA 249 (1983).
 */
export function ruleOfThree(cases: number, failures: number): { readonly failureRateBound?: number } {
  if (cases === 0 || failures > 0) return {};
  return { failureRateBound: Math.min(1, Math.round(3e6 / cases) / 1e6) };
}
