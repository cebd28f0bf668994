"use client";

import { memo } from "react";
import type { Part, ToolResultPart } from "@/lib/core/message/part";
import { Markdown } from "../markdown/markdown";
import { ErrorPart } from "./error-part";
import { MediaPart } from "./media-part";
import { NoticePart } from "./notice-part";
import { ReasoningPart } from "./reasoning-part";
import { ToolCallPart } from "./tool-call-part";

type PartViewProps = {
  part: Part;
  /** The turn still runs. */
  running: boolean;
  /** It is the last part, so that more of it may come. */
  last: boolean;
  /** There is an answer to read. */
  answered: boolean;
  result: ToolResultPart | undefined;
  onOpenSetup?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
};

/** One part of an answer, by its type. */
export const PartView = memo(function PartView(props: PartViewProps) {
  const { part, running, last, answered, result, onOpenSetup, onRetry } = props;
  switch (part.type) {
    case "text":
      return <Markdown text={part.text} streaming={running && last} />;
    case "reasoning":
      return <ReasoningPart part={part} running={running} answered={answered} />;
    case "image":
    case "video":
      return <MediaPart part={part} />;
    case "tool-call":
      return <ToolCallPart part={part} result={result} running={running} />;
    case "notice":
      return <NoticePart part={part} />;
    case "error":
      return <ErrorPart part={part} live={running} onOpenSetup={onOpenSetup} onRetry={onRetry} />;
    // Results stand with their calls, usage at the foot.
    case "tool-result":
    case "usage":
      return null;
  }
});
