import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";

const domains: Partial<Record<DialectName, readonly string[]>> = {
  moonshot: ["moonshot.ai", "moonshot.cn"],
  together: ["together.xyz", "together.ai"],
  nvidia: ["api.nvidia.com"],
  openrouter: ["openrouter.ai"],
};

/** Whether an endpoint is the service of the vendor whose dialect it speaks, and not a container or a gateway. */
export function isHosted(dialect: DialectName, baseUrl: string): boolean {
  const host = URL.parse(baseUrl)?.hostname.replace(/\.$/, "") ?? "";
  return (domains[dialect] ?? []).some((domain) => host === domain || host.endsWith(`.${domain}`));
}
