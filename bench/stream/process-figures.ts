import { readFileSync } from "node:fs";

// Linux counts in hundredths of a second towards programs, whatever the kernel's own tick is.
const msPerTick = 10;

/** Milliseconds of CPU that a process has used so far, all its threads and the kernel's work for it included. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in parentheses may hold spaces; the numbers follow it, user time the 12th and system time the 13th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Resident memory of a process in MB (1,000,000 bytes). */
export function residentMb(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kibibytes) * 1024) / 1e6;
}
