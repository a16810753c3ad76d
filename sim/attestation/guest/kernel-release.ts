/** Whether a kernel's release, `6.12.8-200.fc41.x86_64`, is this version or a later one. */
export function isKernelSince(release: string, [major, minor]: readonly [major: number, minor: number]): boolean {
  const [, first = 0, second = 0] = /^(\d+)\.(\d+)/.exec(release)?.map(Number) ?? [];
  return first > major || (first === major && second >= minor);
}
