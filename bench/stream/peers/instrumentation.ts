/** Turbopack looks for this file in the folders above too; without it here, the product's would be built in. */
export function register(): void {}
