Console.WriteLine("emotionkit");
return 0;
