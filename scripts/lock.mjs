/**
 * Optional packages that package-lock.json names but does not hold. npm leaves out, without a word, a platform's
 * package that it could not find, and `npm ci` then fails on that platform.
 * @param {string} text the lock file
 * @returns {string[]} "wanted by -> package", empty when the lock is complete
 */
export function missingFromLock(text) {
  const packages = JSON.parse(text).packages;
  const holds = (path, name) => {
    for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
      if (packages[`${from ? `${from}/` : ""}node_modules/${name}`]) return true;
      if (!from) return false;
    }
  };
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !holds(path, name))
      .map((name) => `${path || "the project"} -> ${name}`),
  );
}
