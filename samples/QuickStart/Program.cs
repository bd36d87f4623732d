Console.WriteLine("EmotionKit");
