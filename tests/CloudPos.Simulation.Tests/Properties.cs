// the worlds use all processors themselves
[assembly: CollectionBehavior(DisableTestParallelization = true)]
