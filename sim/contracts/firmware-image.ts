/**
 * Content of a guest firmware image installed on a simulated host. Nothing could boot from it, but it has a digest like any other file:
 * launch measurements and whoever checks them read the same bytes.
 *
 * @param path Absolute path on the host.
 */
export function firmwareImageText(path: string): string {
  return `fauxmetal: a simulated firmware image, not the real ${path}\n`;
}
