using CloudPos.SpinSimulator;

await SimulatorApp.Build(args).RunAsync();
