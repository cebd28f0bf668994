"use client";

import { useTranslations } from "use-intl";

/** The pictures that ship with the product, each with a prompt that suits it. */
export const sampleNames = ["dashboard", "wireframe", "chart"] as const;
export type SampleName = (typeof sampleNames)[number];

/** Where a sample's picture is served. */
export function samplePath(name: SampleName): string {
  return `/samples/${name}.png`;
}

type FirstScreenProps = {
  /** Runs a sample with the prompt in the page's language. */
  onSample: (name: SampleName, prompt: string) => void;
  /** The sample that is on its way. */
  sending: SampleName | undefined;
  disabled: boolean;
};

/** What stands where nothing was asked yet: what this is, and three things to try with one click. */
export function FirstScreen({ onSample, sending, disabled }: FirstScreenProps) {
  const t = useTranslations("chat");
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="mx-auto w-full max-w-[46rem] px-4 pt-6 pb-8 sm:pt-[14vh]">
        <h1 className="font-semibold text-2xl tracking-tight">{t("welcomeTitle")}</h1>
        <p className="mt-2 max-w-[36rem] text-[15px] text-muted leading-relaxed">{t("welcomeText")}</p>
        <section aria-label={t("samples")} className="mt-6 grid gap-3 sm:grid-cols-3">
          {sampleNames.map((name) => (
            <button
              key={name}
              type="button"
              disabled={disabled || sending !== undefined}
              onClick={() => onSample(name, t(`sample.${name}`))}
              className="flex items-center overflow-hidden rounded-lg border border-line bg-surface text-left transition-colors duration-100 enabled:hover:border-line-strong sm:flex-col sm:items-stretch"
            >
              <span className="block w-28 shrink-0 border-line border-r bg-sunken sm:w-auto sm:border-r-0 sm:border-b">
                {/* biome-ignore lint/performance/noImgElement: a static file of a known size; nothing to optimise. */}
                <img
                  src={samplePath(name)}
                  alt={t(`sampleAlt.${name}`)}
                  className="block aspect-[8/5] w-full object-cover object-top"
                />
              </span>
              <span className="block px-3 py-2.5 text-sm leading-5">
                {sending === name ? t("sampleSending") : t(`sample.${name}`)}
              </span>
            </button>
          ))}
        </section>
      </div>
    </div>
  );
}
