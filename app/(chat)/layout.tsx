import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { sidebarCookie } from "./sidebar-cookie";
import { Workspace } from "./workspace";

/** One client app over `/` and `/c/:id`: it stays mounted while the address changes. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  const sidebar = (await cookies()).get(sidebarCookie)?.value;
  return (
    <>
      <Workspace sidebarOpen={sidebar !== "closed"} />
      {children}
    </>
  );
}
