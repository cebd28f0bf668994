export default function Page() {
  return <h1>Perigee</h1>;
}
